"""Dates and times of the day."""

from rcsc_facts.text.hedges import Found
from rcsc_facts.text.numerals import CARDINALS, ORDINALS, SCALES
from rcsc_facts.text.tokens import BREAKS, DASHES, DIGIT, MONTH, SIGN, WORD, WORDS

_WEEKDAYS = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun".split()
)
_BEFORE_TIMES = frozenset("at by from since until around about".split())
_BEFORE_VERSES = frozenset("john luke mark matthew genesis psalm romans ratio".split())


class Dates(Found):
    """Reads the date or time at a token."""

    # --- the parts of a date

    def month_token(self, i: int) -> int:
        """Return the month that the token *i* names, or 0; "may" and "march" must be capitalised."""
        month = MONTH.get(self.w(i), 0)
        return month if month and self.raw(i)[:1].isupper() else 0

    def after_month(self, i: int) -> int:
        """Return the token after the month at *i* and its full stop."""
        has_stop = self.w(i + 1) == "." and self.touches(i) and len(self.w(i)) <= 4 and self.w(i) != "may"
        return i + 1 + has_stop

    def day(self, i: int) -> tuple[int, int] | None:
        """Return (day, end) where the token *i* is a day of a month in digits or an ordinal."""
        if self.is_digit(i):
            return self.day_in_digits(i)
        if self.w(i) in ORDINALS or self.w(i) in ("twenty", "thirty"):
            ordinal = self.words(i)
            if ordinal.shape == "ordinal" and ordinal.digits <= 31:
                return ordinal.digits, ordinal.end
        return None

    def day_in_digits(self, i: int) -> tuple[int, int] | None:
        """Return (day, end) of a day in one or two digits, which is no part of a longer number."""
        if len(self.word[i]) > 2:
            return None
        num = self.group(i)
        if num.shape not in ("plain", "zeros"):
            comma = self.w(i + 1) == ","
            is_apart = self.spaced(i + 1) if comma else not self.touches(i)
            if not is_apart or num.shape not in (("bad",) if comma else ("bad", "grouped")):
                return None
        end = i + 1
        if self.touches(i) and self.w(end) in ("st", "nd", "rd", "th"):
            end += 1
        value = int(self.word[i])
        return (value, end) if 1 <= value <= 31 else None

    def year_after(self, i: int, *, of: bool = True) -> tuple[int, int] | None:
        """Return (year, end) where a year stands at *i*, behind a comma or "of", if any."""
        if (self.w(i) == "," and self.touches(i - 1)) or (of and self.w(i) == "of" and self.spaced(i - 1)):
            i += 1
        if i >= self.count or not self.is_year(i):
            return None
        num = self.group(i)
        if num.end > i + 1 and num.shape != "raised" and not (self.w(i + 1) == "," and num.shape == "bad"):
            return None
        return None if self.touches(i) and self.kind[i + 1] != SIGN else (int(self.word[i]), i + 1)

    def month_between(self, i: int) -> tuple[int, int] | None:
        """Return (month, end) where a month stands at *i*, behind "of" or a hyphen, if any."""
        if (self.w(i) == "of" and self.spaced(i - 1)) or (self.w(i) == "-" and self.hyphen_at(i)):
            i += 1
        month = self.month_token(i) if i < self.count else 0
        if not month or (self.touches(i) and self.kind[i + 1] != SIGN):
            return None
        end = self.after_month(i)
        return month, i + 1 if end >= self.count else end

    def is_until(self, i: int, *words: str) -> bool:
        """Return whether the token *i* is a dash or a word (to, through, *words*) between two dates."""
        return self.w(i) in DASHES or self.w(i) in ("to", "through", *words)

    @staticmethod
    def edtf(year: int, month: int, day: int = 0) -> str | None:
        """Return the date in EDTF, or None where the calendar has no such day."""
        if day and (day > 31 or (month in (4, 6, 9, 11) and day > 30) or (month == 2 and day > 29)):
            return None
        if day == 29 and month == 2 and year and (year % 4 or (year % 100 == 0 and year % 400)):
            return None
        name = f"{year:04}" if year else "XXXX"
        return f"{name}-{month:02}-{day:02}" if day else f"{name}-{month:02}"

    def give_date(self, first: int, end: int, value: str | None, until: str | None = "") -> int:
        """Give a date with its weekday, or with *until* an interval; what the calendar does not have is unreadable."""
        head = first
        while head > self.done and self.w(head - 1) in (",", ".", "the"):
            head -= 1
        if head - 1 >= self.done and self.w(head - 1) in _WEEKDAYS and self.raw(head - 1)[0].isupper():
            first = head - 1
        if until != "":
            value = f"{value}/{until}" if value and until else None
        return self.give(first, end, "date" if value else "unreadable", value)

    # --- dates

    def month_first(self, i: int) -> int:
        """Read a date that begins with a month: May 12, 2008, October 2024, May 12–June 3; 0 where none does."""
        month = self.month_token(i)
        if not month or (self.touches(i - 1) and self.kind[i - 1] in (WORD, DIGIT)):
            return 0
        j = self.after_month(i)
        if j >= self.count or not (self.spaced(j - 1) or self.w(j - 1) == "." or self.w(j) in DASHES):
            return 0
        if self.w(j) == "the" and (after := self.day(j + 1)) and self.kind[after[1] - 1] == WORD:
            j += 1  # May the fourth, May the 4th; but in May the 12 people left
        if found := self.day(j):
            return 0 if self.is_number(found[1]) else self.dates_from(i, found[1], month, found[0])
        year = self.year_after(j)
        end = year[1] if year else j
        later_month = self.month_token(end + 1) if self.is_until(end) else 0
        later = self.year_after(self.after_month(end + 1)) if later_month else None
        if later:
            named = year[0] if year else later[0]
            return self.give_date(i, later[1], self.edtf(named, month), self.edtf(later[0], later_month))
        return self.give_date(i, end, self.edtf(year[0], month)) if year else 0

    def is_number(self, end: int) -> bool:
        """Return whether the digits after a month, up to the token *end*, are a number or a time, and no day."""
        if self.touches(end - 1):
            point = self.w(end) == "." and self.touches(end) and self.kind[end + 1] == DIGIT
            is_time = self.w(end) == ":" and self.touches(end)  # Feb 21: a dateline
            if self.kind[end] != SIGN or self.w(end) == "%" or is_time or point:
                return True
        is_scaled = self.spaced(end - 1) and self.w(end) in SCALES
        return is_scaled or bool(self.percent(end)) or self.w(end) in ("am", "pm")

    def dates_from(self, i: int, end: int, month: int, number: int) -> int:
        """Give the date or the dates that begin at *i* with this month and day."""
        if self.is_until(end) and not (self.w(end) in DASHES and self.touches(end - 1) != self.touches(end)):
            named = self.month_token(end + 1)
            later = self.day(self.after_month(end + 1) if named else end + 1)
            if later and (named or later[0] > number) and not self.is_count_of_people(later[1]):
                year, stop = self.year_after(later[1]) or (0, later[1])
                if not (self.touches(stop - 1) and self.kind[stop] != SIGN):
                    until = self.edtf(year, named or month, later[0])
                    return self.give_date(i, stop, self.edtf(year, month, number), until)
        year, stop = self.year_after(end, of=False) or (0, end)
        return self.give_date(i, stop, self.edtf(year, month, number))

    def is_count_of_people(self, i: int) -> bool:
        """Return whether the number before the token *i* counts people (on May 5 to 7 people)."""
        return self.spaced(i - 1) and self.w(i) in WORDS["people"]

    def day_first(self, i: int) -> int:
        """Read a date that begins with a day: 12 May 2008, the 12th of May, 5–7 October; 0 where none does."""
        if MONTH.keys().isdisjoint(self.word[i + 1 : i + 12]):  # which is so of nearly every number
            return 0
        if self.touches(i - 1) and self.w(i - 1) not in BREAKS | {"'", "‘", "’"}:
            return 0
        found = self.day(i)
        if not found:
            return 0
        number, end = found
        until = None
        named = self.month_between(end)
        if not named:
            until = self.day(end + 1) if self.is_until(end, "and") else None
            named = self.month_between(until[1]) if until else None
            if not until or not named or until[0] <= number:
                return 0
        month, end = named
        year, stop = self.year_after(end, of=False) or (0, end)
        if self.w(end) == "-" and self.hyphen_at(end) and self.is_year(end + 1):
            year, stop = int(self.word[end + 1]), end + 2
        if until:
            return self.give_date(i, stop, self.edtf(year, month, number), self.edtf(year, month, until[0]))
        later = self.day(stop + 1) if self.is_until(stop) else None
        later_month = self.month_between(later[1]) if later else None
        if later and later_month:
            other, last = self.year_after(later_month[1]) or (0, later_month[1])
            two = self.edtf(other, later_month[0], later[0])
            return self.give_date(i, last, self.edtf(year or other, month, number), two)
        return self.give_date(i, stop, self.edtf(year, month, number))

    def numeric_date(self, i: int) -> int:
        """Read 2024-10-09, 13/05/2008 and the like, or 0; an order that cannot be known is unreadable."""
        sep, end = self.w(i + 1), i + 5
        if end > self.count or not sep or sep not in "-/.‑–" or self.w(i + 3) != sep:
            return 0
        if not all(self.is_digit(k) for k in (i, i + 2, i + 4)) or not all(map(self.touches, range(i, i + 4))):
            return 0
        if self.touches(i - 1) and self.w(i - 1) not in BREAKS | {"'"}:
            return 0
        parts = [self.raw(i), self.raw(i + 2), self.raw(i + 4)]
        lengths = [len(part) for part in parts]
        if max(lengths) > 4:
            return 0
        if self.touches(end - 1):
            if self.w(end) == "t":  # 2024-10-09T08:30
                return self.give(i, self.glued(i)[1], "unreadable")
            beyond = self.w(end) in "-/.:" and self.touches(end) and self.kind[end + 1] != SIGN
            if self.kind[end] != SIGN or beyond:
                return 0
        one, two, three = map(int, parts)
        if lengths[0] == 4 and max(lengths[1:]) <= 2 and self.is_year(i):
            return self.give_date(i, end, self.edtf(one, two, three) if 1 <= two <= 12 and three else None)
        if max(lengths[:2]) > 2:
            return 0
        if lengths[2] == 4 and self.is_year(i + 4):
            if one > 12 >= two > 0:
                return self.give_date(i, end, self.edtf(three, two, one))
            if two > 12 >= one > 0 or (one == two and 0 < one <= 12):
                return self.give_date(i, end, self.edtf(three, one, two))
            return self.give(i, end, "unreadable")
        return self.give(i, end, "unreadable") if sep == "/" and lengths[2] == 2 else 0

    # --- times of the day

    def half_of_day(self, j: int) -> tuple[str, int] | None:
        """Return ("am" or "pm", end) where such a mark stands at the token *j*."""
        if self.w(j) in ("am", "pm"):
            return self.w(j), j + 1
        if self.w(j) in ("a", "p") and self.phrase(j + 1, (".", "m")) and self.touches(j) and self.touches(j + 1):
            return self.w(j) + "m", j + 4 if self.w(j + 3) == "." and self.touches(j + 2) else j + 3
        return None

    def minutes_at(self, i: int, signs: tuple[str, ...] = (":", ".", "h")) -> bool:
        """Return whether two digits of minutes stand behind the hour at the token *i*."""
        if not self.touches(i) or self.w(i + 1) not in signs or not self.touches(i + 1):
            return False
        return self.is_digit(i + 2) and len(self.word[i + 2]) == 2

    def clock_at(self, i: int) -> tuple[int, int, str, int] | None:
        """Return (hour, minute, half of the day, end) of the clock time at the token *i*."""
        if not self.is_digit(i) or len(self.word[i]) > 2:
            return None
        hour, minute, end = int(self.word[i]), -1, i + 1
        if self.minutes_at(i):
            minute, end = int(self.word[i + 2]), i + 3
        half, stop = self.half_of_day(end) or ("", end)
        if not half:
            is_longer = self.w(end) in ":.,%/" and self.touches(end) and self.kind[end + 1] == DIGIT
            if minute < 0 or self.w(i + 1) != ":":
                return None
            if self.touches(end - 1) and (self.kind[end] != SIGN or is_longer):
                return None
        if hour > 24 or minute > 59 or (half and hour == 0 and minute < 0):
            return None
        return hour, max(minute, 0), half, stop

    @staticmethod
    def hhmm(hour: int, minute: int, half: str) -> str:
        """Return a time of the day as HH:MM."""
        if half == "pm" and hour < 12:
            hour += 12
        elif half == "am" and hour == 12:
            hour = 0
        return f"{hour:02}:{minute:02}"

    def hhmm_before(self, hour: int, minute: int, later: tuple[int, int, str, int]) -> str:
        """Return as HH:MM a time without a half of the day: that of *later*, or the other one (11 to 1 p.m.)."""
        half = later[2] if hour <= 12 else ""
        if half and (hour % 12, minute) > (later[0] % 12, later[1]):
            half = "am" if half == "pm" else "pm"
        return self.hhmm(hour, minute, half)

    def give_times(self, i: int, end: int, one: str, two: str) -> int:
        """Give the time from *one* to *two*, with "between" or "from" before the token *i*."""
        is_led = self.w(i - 1) in ("between", "from") and self.spaced(i - 1) and i - 1 >= self.done
        return self.give(i - is_led, end, "time", f"{one}/{two}")

    def clock(self, i: int) -> int:
        """Read 8:30, 16:24, 3 pm, 1630 GMT, 9–11 a.m.; 0 where no time stands."""
        before = self.w(i - 1)
        if self.kind[i] != DIGIT:
            return 0
        is_apart = before in BREAKS | {"-", "–", "~", "'", "’"} and not (before in "-–" and self.touches(i - 2))
        if self.touches(i - 1) and not is_apart:
            return 0
        if self.is_four_digits_of_time(i):
            return self.give(i, i + 2, "time", self.hhmm(int(self.raw(i)[:2]), int(self.raw(i)[2:]), ""))
        found = self.clock_at(i)
        if not found:
            return self.half_told(i) if len(self.word[i]) <= 2 and int(self.word[i]) <= 24 else 0
        hour, minute, half, end = found
        if not half and self.spaced(i - 1) and before in _BEFORE_VERSES:
            return end
        if hour > 12 and half:
            is_hour = hour < 24
            return self.give(i, end, "time" if is_hour else "unreadable", f"{hour:02}:{minute:02}" if is_hour else None)
        later = self.clock_at(end + 1) if self.is_until(end, "and") and self.w(end) != "through" else None
        if later and (self.w(end) != "and" or (before in ("between", "from") and i - 1 >= self.done)):
            one = self.hhmm(hour, minute, half) if half else self.hhmm_before(hour, minute, later)
            return self.give_times(i, later[3], one, self.hhmm(*later[:3]))
        return self.give(i, end, "time", self.hhmm(hour, minute, half))

    def is_four_digits_of_time(self, i: int) -> bool:
        """Return whether the token *i* is a time such as 0830 hours, 1630 GMT."""
        raw = self.raw(i)
        if len(raw) != 4 or not self.spaced(i) or self.w(i + 1) not in ("gmt", "hours", "hrs", "utc"):
            return False
        told = self.raw(i + 1).isupper() or raw[0] == "0" or self.w(i - 1) in _BEFORE_TIMES
        return told and int(raw[:2]) < 24 and int(raw[2:]) < 60

    def half_told(self, i: int) -> int:
        """Read a time that has its half of the day from what follows (9 to 11 a.m.), or 9 o'clock; 0 where none is."""
        hour, end = int(self.word[i]), i + 1
        if self.spaced(i) and self.w(end) == "o" and self.w(end + 2) == "clock":
            value = self.hhmm(hour, 0, "") if hour <= 12 else None
            return self.give(i, end + 3, "time" if value else "unreadable", value)
        minute = 0
        if self.minutes_at(i, (":", ".")):
            minute, end = int(self.word[i + 2]), i + 3
        later = self.clock_at(end + 1) if self.w(end) in DASHES or self.w(end) in ("to", "and", "or") else None
        if not later or not later[2]:
            return 0
        return self.give_times(i, later[3], self.hhmm_before(hour, minute, later), self.hhmm(*later[:3]))

    def spoken_part(self, i: int) -> int:
        """Read half past eight, a quarter to nine; 0 where no such time stands."""
        way, word = self.w(i + 1), self.w(i + 2)
        hour = CARDINALS.get(word) or (int(word) if self.is_digit(i + 2) and len(word) < 3 else 0)
        if way not in ("past", "to") or not 1 <= hour <= 12 or (self.w(i) == "half" and way == "to"):
            return 0
        first = i - 1 if self.w(i - 1) == "a" and i - 1 >= self.done else i
        minute = 30 if self.w(i) == "half" else 15 if way == "past" else 45
        hour = (hour - 2) % 12 + 1 if way == "to" else hour
        return self.give(first, i + 3, "time", self.hhmm(hour, minute, ""))

    def spoken_time(self, i: int) -> int:
        """Read eight o'clock, three p.m., twenty past three; 0 where no such time stands."""
        if end := self.spoken_minutes(i):
            return end
        hour = CARDINALS.get(self.w(i), 0)
        if not 1 <= hour <= 12 or not self.spaced(i):
            return 0
        if half := self.half_of_day(i + 1):
            return self.give(i, half[1], "time", self.hhmm(hour, 0, half[0]))
        is_clock = self.w(i + 1) == "o" and self.w(i + 3) == "clock"
        return self.give(i, i + 4, "time", self.hhmm(hour, 0, "")) if is_clock else 0

    def spoken_minutes(self, i: int) -> int:
        """Read twenty past three, at five to nine; 0 where no such time stands."""
        num = self.words(i)
        if num.shape != "words" or num.digits not in (5, 10, 20, 25):
            return 0
        way, hour, end = self.w(num.end), CARDINALS.get(self.w(num.end + 1), 0), num.end + 2
        if way not in ("past", "to") or not 1 <= hour <= 12 or not self.spaced(num.end - 1):
            return 0
        counts = self.kind[min(end, self.count - 1)] == WORD and self.w(end) not in WORDS["pronoun-after"]
        if way == "to" and (self.w(i - 1) not in ("at", "by", "until", "till", "about") or counts):
            return 0
        minute, hour = (num.digits, hour) if way == "past" else (60 - num.digits, (hour - 2) % 12 + 1)
        return self.give(i, end, "time", self.hhmm(hour, minute, ""))
