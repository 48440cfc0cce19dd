"""Serve the editing page to a team: behind the organisation's own login, with a branch and a worktree of git for each person."""
