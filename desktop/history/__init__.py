"""The History room: every act with its day, who, what, before and after; undo, redo, and one record back to how it was."""
