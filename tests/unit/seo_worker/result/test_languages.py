"""Audits of pages in languages that are only partly supported: the result says so and claims no more than it knows."""

from dataclasses import replace
from uuid import UUID

import pytest

from seo_fixtures.site import SOUND, gathered
from seo_worker.checks.outcome import CheckResult
from seo_worker.checks.rules import load_ruleset
from seo_worker.result.audit import Audit, Order, audit

SITE = "https://shop.example.org/"
POLISH = """<!doctype html><html lang="pl"><head><title>Buty do biegania w terenie: jak wybrać</title></head>
<body><main><h1>Buty do biegania w terenie</h1><p>Dobre buty do biegania trzymają stopę na mokrej ziemi i w błocie.
Podeszwa jest
miękka, a bieżnik głęboki, więc nie ślizgasz się na kamieniach ani na korzeniach. Przymierz buty wieczorem, bo stopy
puchną w ciągu dnia, i wybierz parę większą o pół numeru od tej, którą nosisz na co dzień w mieście i w pracy.</p>
<h2>Pielęgnacja</h2><p>Po każdym biegu umyj obuwie zimną wodą i wysusz je z dala od grzejnika.</p></main></body>
</html>"""
JAPANESE = """<!doctype html><html lang="ja"><head><title>東京旅行のガイド</title></head>
<body><main><h1>東京旅行のガイド</h1>
<p>東京旅行で泊まるホテルの選び方を説明します。駅から近いホテルは便利ですが、料金は高くなります。静かな場所を探す人には、
少し離れた町の小さな旅館をすすめます。朝ごはんが付くかどうかも確かめてください。荷物が多いときは、駅の預かり所が役に立ちます。</p>
<h2>東京旅行の季節</h2><p>春は桜がきれいで、秋は空気が澄んでいます。夏は暑いので、水を忘れずに持って歩きましょう。</p></main></body></html>"""
ARABIC = """<!doctype html><html lang="ar" dir="rtl"><head><title>أحذية الجري: كيف تختار</title></head><body><main>
<h1>أحذية الجري</h1><p>تساعدك أَحْذِيَة الجري الجيدة على الثبات فوق الأرض المبللة. النعل مصنوع من المطاط اللين، والنتوءات
عميقة تمسك بالطين والحجارة. جرّب الأحذية في المساء لأن القدم تنتفخ خلال النهار، واختر مقاسا أكبر قليلا من المعتاد. اغسلها
بالماء البارد بعد كل جولة، ولا تجففها قرب المدفأة أبدا لأن الحرارة تفسد الغراء.</p></main></body></html>"""
ABOUT_KEYWORD = [f"C{n:02}" for n in range(1, 11)]


def audited(html: str, keyword: str) -> Audit:
    return audit(Order(UUID(int=1), SITE, keyword), gathered(replace(SOUND, html=html)), load_ruleset())


def by_id(found: Audit) -> dict[str, CheckResult]:
    return {check.id: check for check in found.checks}


@pytest.mark.parametrize(
    ("html", "keyword", "note"),
    [
        (POLISH, "buty do biegania", "The language of the page (pl) is only partly supported"),
        (JAPANESE, "東京旅行", "The text puts no spaces between words, which is only partly supported"),
        (JAPANESE.replace(' lang="ja"', ""), "東京旅行", "The text puts no spaces between words"),
        (ARABIC, "أحذية الجري", "The language of the page (ar) is only partly supported"),
        ("<title>Xyzzy</title><h1>Xyzzy</h1><p>Xyzzy plugh.", "xyzzy", "The language of the page is not known"),
    ],
)
def test_a_partly_supported_language_is_told_and_lowers_the_confidence(html: str, keyword: str, note: str) -> None:
    found = audited(html, keyword)
    assert any(line.startswith(note) for line in found.result.notes)
    scored = [c for c in found.checks if c.id in ABOUT_KEYWORD and c.score is not None]
    assert scored
    assert {c.confidence for c in scored} <= {"medium", "low"}
    assert by_id(found)["C01"].score == 1
    assert by_id(found)["C03"].score == 1


def test_a_fully_supported_language_keeps_its_confidence_and_has_no_such_note() -> None:
    found = audited(SOUND.html, "trail running shoes")
    assert by_id(found)["C01"].confidence == "high"
    assert not any("partly supported" in line or "not known" in line for line in found.result.notes)


def test_what_needs_words_counted_is_not_measured_without_spaces() -> None:
    found = by_id(audited(JAPANESE.replace("<h2>東京旅行の季節</h2>", ""), "東京旅行"))
    unmeasured = ("C07", "C08", "C11", "C12", "C13", "C14", "C15", "C16", "C17")
    assert {found[check].status for check in unmeasured} == {"not_measured"}
    assert {"no spaces" in found[check].evidence[0] for check in ("C07", "C13", "C16")} == {True}


def test_clauses_do_not_pass_for_terms_where_no_spaces_tell_words() -> None:
    longer = JAPANESE.replace("静かな場所", "とても静かな場所")
    rivals = (("https://a.example/", longer), ("https://b.example/", longer))
    site = gathered(replace(SOUND, html=JAPANESE, rivals=rivals))
    result = audit(Order(UUID(int=1), SITE, "東京旅行"), site, load_ruleset()).result
    assert (result.semantic_clusters, result.content_gaps) == ((), ())


def test_a_long_text_without_spaces_and_subheadings_is_not_judged_by_its_words() -> None:
    long = JAPANESE.replace("<h2>東京旅行の季節</h2>", "<p>" + "春は桜がきれいで空気が澄んでいます。" * 60 + "</p>")
    assert by_id(audited(long, "東京旅行"))["C06"].status == "not_measured"
