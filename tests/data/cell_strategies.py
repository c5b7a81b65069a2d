"""What a cell may hold: all that a spreadsheet library, a CSV or a JSON body can give."""

from datetime import timedelta

from hypothesis import strategies as st

ODD_TEXTS = ("", " ", "\x00", "\ud800", "=1+1", "-1", "1e400", "9" * 5000, "٣", "nan", "31.02.2026", "да;нет")

texts = st.text(st.characters(codec=None), max_size=30) | st.sampled_from(ODD_TEXTS)
numbers = st.floats() | st.integers() | st.sampled_from([10**400, -(10**400), 10**5000, 1e15, 1e16, -0.0])
cells = (
    st.none()
    | texts
    | numbers
    | st.booleans()
    | st.dates()
    | st.datetimes()
    | st.times()
    | st.timedeltas(max_value=timedelta(days=9))
)
