"""The files in deploy/ and the commands in docs/deploy.md are run."""
