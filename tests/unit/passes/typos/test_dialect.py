"""British and American spelling: of a word, of an article, and in what is suggested."""

from __future__ import annotations

import pytest

from wirecopy.passes.typos.article import Article
from wirecopy.passes.typos.confusion import context
from wirecopy.passes.typos.dialect import AMERICAN, BRITISH, dialect, of_all
from wirecopy.words.lexicon import Lexicon, load


def _english() -> Lexicon:
    lexicon = load("en")
    assert lexicon
    return lexicon


LEXICON = _english()


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("criticised", BRITISH),
        ("criticized", AMERICAN),
        ("colour", BRITISH),
        ("labor", AMERICAN),
        ("organisations", BRITISH),
        ("promised", 0),
        ("prize", 0),
        ("advertised", 0),
        ("door", 0),
        ("hour", 0),
    ],
)
def test_a_word_is_of_a_dialect_where_its_counterpart_is_a_word(word: str, expected: int) -> None:
    assert dialect(word, LEXICON) == expected


def test_an_article_is_spelled_as_most_of_its_words_are() -> None:
    assert of_all(["colour", "labour", "realized", "the"], LEXICON) == BRITISH
    assert Article("They organized a harbor tour.", LEXICON).dialect == AMERICAN
    assert Article("They went home.", LEXICON).dialect == 0


@pytest.mark.parametrize("text", ["[s]elling", "a “tweakment” of", "risqu&#233;", "yeahhh", "waaay"])
def test_what_is_encoded_stretched_or_named_as_a_word_is_no_suspect(text: str) -> None:
    assert Article(f"He spoke of {text} there.", LEXICON).suspects == ()


def test_a_reading_is_weighed_by_the_other_places_of_both_words() -> None:
    article = Article("Police came. The policy chase began, and police said so.", LEXICON)
    written = context(article, 3, "policy", "police")
    meant = context(Article(article.text.replace("policy", "police"), LEXICON), 3, "policy", "police")
    assert written == meant
