"""The forms in which records are typed. They know no casefile: they are given what can be chosen, and give back drafts."""
