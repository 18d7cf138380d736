"""Tables in and out of the open casefile, and its check: what the File and Tools menus do that takes a while."""
