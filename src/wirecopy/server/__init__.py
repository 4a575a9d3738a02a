"""The language server: findings and repairs while somebody edits an article. Needs the extra `wirecopy[server]`.

`positions` counts as the protocol counts, `diagnostics` and `actions` say findings in its words, `desk` checks the open
articles, `protocol` listens and answers.
"""
