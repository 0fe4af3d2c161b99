"""Fictional numbers are valid and from the ranges that nobody has."""

from flok.demo._numbers import check_digit, cvr, gln, gtin, is_cvr


def test_cvr_numbers_are_valid_and_all_different():
    numbers = [cvr(serial) for serial in range(2000)]
    assert all(is_cvr(number) and number.startswith("99") for number in numbers)
    assert len(set(numbers)) == len(numbers)


def test_a_cvr_number_known_to_be_wrong_is_told():
    assert is_cvr("12345674")  # 2 + 14 + 18 + 20 + 20 + 18 + 14 + 4 = 110
    assert not is_cvr("12345675")
    assert not is_cvr("1234567")


def test_gln_and_gtin_have_gs1_check_digits():
    assert check_digit("400638133393") == "1"
    for number in (gln(0), gln(777), gtin(1), gtin(99_999)):
        assert len(number) == 13
        assert number.startswith("952")
        assert check_digit(number[:-1]) == number[-1]
