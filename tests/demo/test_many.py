"""The documents for benchmarks: half and half, about five lines, about as large as real ones."""

from lxml import etree

from flok.demo import write_documents


def test_half_of_them_are_oioubl_and_they_have_about_five_lines(tmp_path):
    lines = write_documents(tmp_path / "a", count=300, seed=1)
    files = sorted((tmp_path / "a").iterdir())
    roots = [etree.fromstring(file.read_bytes()) for file in files]
    assert len(files) == 300
    assert sum(b"OIOUBL-2.1" in file.read_bytes() for file in files) == 150
    found = [len(root.findall("{*}InvoiceLine")) for root in roots]
    assert sum(found) == lines
    assert min(found) >= 1
    assert max(found) <= 15
    assert 4 < lines / 300 < 6
    assert 14_000 < sum(file.stat().st_size for file in files) / 300 < 20_000


def test_the_same_seed_gives_the_same_bytes_and_whitespace_only_space(tmp_path):
    for name, seed, whitespace in (("a", 1, True), ("b", 1, True), ("c", 2, True), ("d", 1, False)):
        write_documents(tmp_path / name, count=6, seed=seed, whitespace=whitespace)
    content = {n: [f.read_bytes() for f in sorted((tmp_path / n).iterdir())] for n in "abcd"}
    assert content["a"] == content["b"]
    assert content["a"] != content["c"]
    assert [b"".join(x.split()) for x in content["a"]] == [b"".join(x.split()) for x in content["d"]]
