"""Those who read the log after the fact: views, snapshots, messages that leave the house."""
