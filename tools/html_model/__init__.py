"""What trains the block model of HTML pages (see train_html_model.py): pages, labels, tokens, the trees, and how they are written."""
