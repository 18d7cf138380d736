"""The sample casefile as data: real cases in TOML, one file a case; ``desktop.sample`` makes the casefile of it."""
