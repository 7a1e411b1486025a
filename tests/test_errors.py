"""An error says the same thing wherever it was raised."""

import pickle

from generator.errors import BadDataError, UnreadableDocumentError
from generator.messages import catalogue


def test_an_error_of_a_worker_process_keeps_its_words():
    code = next(code for code, texts in catalogue().items() if "{" not in texts["zh"])
    for kind in (BadDataError, UnreadableDocumentError):
        error = kind(code, file="data/reviews.csv", line=3, reason="x")
        again = pickle.loads(pickle.dumps(error))
        assert type(again) is kind
        assert again.text("en") == error.text("en")
        assert again.text().startswith("data/reviews.csv:3: ")


def test_every_message_has_both_languages():
    assert [code for code, texts in catalogue().items() if set(texts) != {"zh", "en"}] == []


def test_a_message_that_says_the_same_has_the_words_of_the_other():
    assert catalogue()["browser.blank"] == catalogue()["pages.state.blank"] == {
        "zh": "空白", "en": "blank",
    }  # fmt: skip
