"""Programs that open binary files of strangers, each in a process that may be lost."""
