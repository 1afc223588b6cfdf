"""The Slack front end: questions in from a workspace, answers out into their threads."""
