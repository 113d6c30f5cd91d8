"""Dates and times of the day."""

from rcsc_facts.text.hedges import Found
from rcsc_facts.text.numerals import CARDINALS, ORDINALS, SCALES, Num
from rcsc_facts.text.tokens import BREAKS, DASHES, DIGIT, MONTH, SIGN, WORD, WORDS

_WEEKDAYS = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun".split()
)


class Dates(Found):
    """Reads the date or time at a token."""

    def month_token(self, i: int) -> int:
        """Return the month that the token *i* names, or 0; "may" and "march" must be capitalised."""
        month = MONTH.get(self.w(i), 0)
        return month if month and self.raw(i)[:1].isupper() else 0

    def after_month(self, i: int) -> int:
        """Return the token after the month at *i* and its full stop."""
        if self.w(i + 1) == "." and self.touches(i) and len(self.w(i)) <= 4 and self.w(i) != "may":
            return i + 2
        return i + 1

    def day(self, i: int) -> tuple[int, int] | None:
        """Return (day, end) where the token *i* is a day of a month in digits or an ordinal."""
        if not 0 <= i < self.count:
            return None
        if self.kind[i] == DIGIT:
            if len(self.word[i]) > 2:
                return None
            num = self.group(i)
            if num is None or num.shape not in ("plain", "zeros"):
                if (num and num.shape in ("bad", "grouped") and self.w(i + 1) != "," and not self.touches(i)) or (
                    num and num.shape == "bad" and self.w(i + 1) == "," and self.spaced(i + 1)
                ):
                    num = Num(i + 1, int(self.word[i]), 0, False, "plain")
                else:
                    return None
            value = int(self.word[i])
            end = i + 1
            if self.touches(i) and self.w(end) in ("st", "nd", "rd", "th"):
                end += 1
            return (value, end) if 1 <= value <= 31 else None
        if self.w(i) in ORDINALS:
            ordinal = self.words(i)
            if ordinal and ordinal.shape == "ordinal" and ordinal.digits <= 31:
                return ordinal.digits, ordinal.end
        if self.w(i) in ("twenty", "thirty"):
            ordinal = self.words(i)
            if ordinal and ordinal.shape == "ordinal" and ordinal.digits <= 31:
                return ordinal.digits, ordinal.end
        return None

    def year_after(self, i: int) -> tuple[int, int] | None:
        """Return (year, end) where a year stands at *i*, behind a comma or "of", if any."""
        if (self.w(i) == "," and self.touches(i - 1)) or (self.w(i) == "of" and self.spaced(i - 1)):
            i += 1
        if i < self.count and self.is_year(i):
            num = self.group(i)
            if num and num.end > i + 1 and num.shape != "raised" and not (self.w(i + 1) == "," and num.shape == "bad"):
                return None
            if self.touches(i) and self.kind[i + 1] != SIGN:
                return None
            return int(self.word[i]), i + 1
        return None

    @staticmethod
    def edtf(year: int, month: int, day: int = 0) -> str | None:
        """Return the date in EDTF, or None where the calendar has no such day."""
        if day and (day > 31 or (month in (4, 6, 9, 11) and day > 30) or (month == 2 and day > 29)):
            return None
        if day == 29 and month == 2 and year and (year % 4 or (year % 100 == 0 and year % 400)):
            return None
        name = f"{year:04}" if year else "XXXX"
        return f"{name}-{month:02}-{day:02}" if day else f"{name}-{month:02}"

    def give_date(self, first: int, end: int, value: str | None) -> int:
        """Give a date, with its weekday; one that the calendar does not have is unreadable."""
        head = first
        while (head > self.done and self.w(head - 1) in (",", ".")) or (head > self.done and self.w(head - 1) == "the"):
            head -= 1
        if head - 1 >= self.done and self.w(head - 1) in _WEEKDAYS and self.raw(head - 1)[0].isupper():
            first = head - 1
        return self.give(first, end, "date" if value else "unreadable", value)

    def month_first(self, i: int) -> int:
        """Read a date that begins with a month: May 12, 2008, October 2024, May 12–June 3; 0 where none does."""
        month = self.month_token(i)
        if not month or (i and self.touches(i - 1) and self.kind[i - 1] in (WORD, DIGIT)):
            return 0
        j = self.after_month(i)
        if j >= self.count or not (self.spaced(j - 1) or self.w(j - 1) == "." or self.w(j) in DASHES):
            return 0
        if self.w(j) == "the" and self.day(j + 1) and self.kind[j + 1] != DIGIT:
            j += 1
        if found := self.day(j):
            number, end = found
            if self.touches(end - 1) and (
                self.kind[end] != SIGN
                or self.w(end) in ":%"
                or (self.w(end) == "." and self.touches(end) and self.kind[end + 1] == DIGIT)
            ):
                return 0
            if (self.spaced(end - 1) and self.w(end) in SCALES) or self.percent(end) or self.w(end) in ("am", "pm"):
                return 0
            return self.dates_from(i, end, month, number)
        if year := self.year_after(j):
            value = self.edtf(year[0], month)
            other = year[1]
            if (self.w(other) in DASHES or self.w(other) in ("to", "through")) and self.month_token(other + 1):
                later = self.year_after(self.after_month(other + 1))
                if later:
                    return self.give_date(i, later[1], f"{value}/{self.edtf(later[0], self.month_token(other + 1))}")
            return self.give_date(i, year[1], value)
        if self.w(j) in DASHES or self.w(j) in ("to", "through"):
            later_month = self.month_token(j + 1)
            later = self.year_after(self.after_month(j + 1)) if later_month else None
            if later and later_month:
                return self.give_date(i, later[1], f"{self.edtf(later[0], month)}/{self.edtf(later[0], later_month)}")
        return 0

    def dates_from(self, i: int, end: int, month: int, number: int) -> int:
        """Give the date or the dates that begin at *i* with this month and day."""
        joint = self.w(end) in DASHES or self.w(end) in ("to", "through")
        if joint and not (self.w(end) in DASHES and self.touches(end - 1) != self.touches(end)):
            k = end + 1
            later_month = self.month_token(k) or month
            named = later_month if self.month_token(k) else 0
            later = self.day(self.after_month(k) if named else k)
            if (
                later
                and (named or later[0] > number)
                and not (self.spaced(later[1] - 1) and self.w(later[1]) in WORDS["people"])
            ):
                year = self.year_after(later[1])
                stop = year[1] if year else later[1]
                one, two = (
                    self.edtf(year[0] if year else 0, month, number),
                    self.edtf(year[0] if year else 0, later_month, later[0]),
                )
                if not (self.touches(stop - 1) and stop < self.count and self.kind[stop] != SIGN):
                    return self.give_date(i, stop, f"{one}/{two}" if one and two else None)
        year = self.year_after(end)
        if year and self.w(end) == "of":
            year = None
        return self.give_date(i, year[1] if year else end, self.edtf(year[0] if year else 0, month, number))

    def day_first(self, i: int) -> int:
        """Read a date that begins with a day: 12 May 2008, the 12th of May, 5–7 October; 0 where none does."""
        if i and self.touches(i - 1) and self.w(i - 1) not in BREAKS | {"'", "‘", "’"}:
            return 0
        found = self.day(i)
        if not found:
            return 0
        number, end = found
        first_month = self.month_between(end)
        until: tuple[int, int] | None = None
        if not first_month:
            if self.w(end) in DASHES or self.w(end) in ("to", "and", "or", "through"):
                until = self.day(end + 1)
            if not until:
                return 0
            first_month = self.month_between(until[1])
            if not first_month or self.w(end) == "or" or until[0] <= number:
                return 0
            end = until[1]
        month, end = first_month
        year = self.year_after(end)
        if self.w(end) == "-" and self.touches(end - 1) and self.touches(end) and self.is_year(end + 1):
            year = int(self.word[end + 1]), end + 2
        if year and self.w(end) == "of":
            year = None
        named = year[0] if year else 0
        stop = year[1] if year else end
        if until:
            one, two = self.edtf(named, month, number), self.edtf(named, month, until[0])
            return self.give_date(i, stop, f"{one}/{two}" if one and two else None)
        joint = stop
        if self.w(joint) in DASHES or self.w(joint) in ("to", "through"):
            later = self.day(joint + 1)
            later_month = self.month_between(later[1]) if later else None
            if later and later_month:
                year_later = self.year_after(later_month[1])
                other = year_later[0] if year_later else 0
                one, two = self.edtf(named or other, month, number), self.edtf(other, later_month[0], later[0])
                return self.give_date(
                    i, year_later[1] if year_later else later_month[1], f"{one}/{two}" if one and two else None
                )
        return self.give_date(i, stop, self.edtf(named, month, number))

    def month_between(self, i: int) -> tuple[int, int] | None:
        """Return (month, end) where a month stands at *i*, behind "of" or a hyphen, if any."""
        if (self.w(i) == "of" and self.spaced(i - 1)) or (self.w(i) == "-" and self.touches(i - 1) and self.touches(i)):
            i += 1
        month = self.month_token(i) if i < self.count else 0
        if not month or (self.touches(i) and self.kind[i + 1] != SIGN):
            return None
        end = self.after_month(i)
        if (
            end == i + 2
            and (end >= self.count or not self.is_year(end))
            and not (end < self.count and self.raw(end)[:1].islower())
        ):
            end = i + 1 if end >= self.count else end
        return month, end

    def numeric_date(self, i: int) -> int:
        """Read 2024-10-09, 13/05/2008 and the like, or 0; an order that cannot be known is unreadable."""
        if (
            self.kind[i] != DIGIT
            or not (self.touches(i) and self.touches(i + 1))
            or (i and self.touches(i - 1) and self.w(i - 1) not in BREAKS | {"'"})
        ):
            return 0
        sep = self.w(i + 1)
        if (
            sep not in "-/.‑–"
            or i + 4 >= self.count
            or self.w(i + 3) != sep
            or not (self.touches(i + 2) and self.touches(i + 3))
        ):
            return 0
        if self.kind[i + 2] != DIGIT or self.kind[i + 4] != DIGIT:
            return 0
        parts = [self.raw(i), self.raw(i + 2), self.raw(i + 4)]
        if max(map(len, parts)) > 4:
            return 0
        one, two, three = map(int, parts)
        end = i + 5
        if self.touches(end - 1) and self.w(end) == "t" and self.kind[min(end, self.count - 1)] == WORD:
            return self.give(i, self.glued(i)[1], "unreadable")
        if self.touches(end - 1) and (
            self.kind[end] != SIGN or (self.w(end) in "-/.:" and self.touches(end) and self.kind[end + 1] != SIGN)
        ):
            return 0
        lengths = [len(part) for part in parts]
        if lengths[0] == 4 and lengths[1] <= 2 and lengths[2] <= 2 and self.is_year(i):
            return self.give_date(i, end, self.edtf(one, two, three) if 1 <= two <= 12 and three else None)
        if lengths[2] == 4 and lengths[0] <= 2 and lengths[1] <= 2 and self.is_year(i + 4):
            if one > 12 >= two > 0:
                return self.give_date(i, end, self.edtf(three, two, one))
            if two > 12 >= one > 0 or (one == two and 0 < one <= 12):
                return self.give_date(i, end, self.edtf(three, one, two))
            return self.give(i, end, "unreadable")
        if sep == "/" and lengths[2] == 2 and lengths[0] <= 2 and lengths[1] <= 2:
            return self.give(i, end, "unreadable")
        return 0

    def half_of_day(self, j: int) -> tuple[str, int] | None:
        """Return ("am" or "pm", end) where such a mark stands at the token *j*."""
        if self.w(j) in ("am", "pm"):
            return self.w(j), j + 1
        if (
            self.w(j) in ("a", "p")
            and self.touches(j)
            and self.w(j + 1) == "."
            and self.w(j + 2) == "m"
            and self.touches(j + 1)
        ):
            return self.w(j) + "m", j + 4 if self.w(j + 3) == "." and self.touches(j + 2) else j + 3
        return None

    def clock_at(self, i: int) -> tuple[int, int, str, int] | None:
        """Return (hour, minute, half of the day, end) of the clock time at the token *i*."""
        if not 0 <= i < self.count or self.kind[i] != DIGIT or len(self.word[i]) > 2:
            return None
        hour, minute, end = int(self.word[i]), -1, i + 1
        if (
            self.touches(i)
            and self.w(end) in (":", ".", "h")
            and self.touches(end)
            and self.kind[end + 1] == DIGIT
            and len(self.word[end + 1]) == 2
        ):
            minute, end = int(self.word[end + 1]), end + 2
        colon = minute >= 0 and self.w(i + 1) == ":"
        half = self.half_of_day(end)
        if half:
            end = half[1]
        elif (
            not colon
            or (self.touches(end - 1) and self.kind[end] != SIGN)
            or (self.touches(end - 1) and self.w(end) in ":.,%/" and self.touches(end) and self.kind[end + 1] == DIGIT)
        ):
            return None
        if hour > 24 or minute > 59 or (half and hour == 0 and minute < 0):
            return None
        return hour, max(minute, 0), half[0] if half else "", end

    @staticmethod
    def hhmm(hour: int, minute: int, half: str) -> str:
        """Return a time of the day as HH:MM."""
        if half == "pm" and hour < 12:
            hour += 12
        elif half == "am" and hour == 12:
            hour = 0
        return f"{hour:02}:{minute:02}"

    def clock(self, i: int) -> int:
        """Read 8:30, 16:24, 3 pm, 1630 GMT, 9–11 a.m.; 0 where no time stands."""
        if self.kind[i] != DIGIT or (
            i and self.touches(i - 1) and self.w(i - 1) not in BREAKS | {"-", "–", "~", "'", "’"}
        ):
            return 0
        if i and self.touches(i - 1) and self.w(i - 1) in "-–" and i > 1 and self.touches(i - 2):
            return 0
        if (
            len(self.word[i]) == 4
            and self.spaced(i)
            and self.w(i + 1) in ("gmt", "hours", "hrs", "utc")
            and int(self.raw(i)[:2]) < 24
            and int(self.raw(i)[2:]) < 60
            and (
                self.raw(i + 1).isupper()
                or self.raw(i)[0] == "0"
                or self.w(i - 1) in ("at", "by", "from", "since", "until", "around", "about")
            )
        ):
            return self.give(i, i + 2, "time", self.hhmm(int(self.raw(i)[:2]), int(self.raw(i)[2:]), ""))
        found = self.clock_at(i)
        if not found and len(self.word[i]) <= 2 and int(self.word[i]) <= 24:
            end = i + 1
            if self.spaced(i) and self.w(end) == "o" and self.w(end + 2) == "clock":
                return self.give(
                    i,
                    end + 3,
                    "unreadable" if int(self.word[i]) > 12 else "time",
                    self.hhmm(int(self.word[i]), 0, "") if int(self.word[i]) <= 12 else None,
                )
            if (
                self.touches(i)
                and self.w(end) in ":."
                and self.touches(end)
                and self.kind[end + 1] == DIGIT
                and len(self.word[end + 1]) == 2
            ):
                end += 2
            if (
                (self.w(end) in DASHES or self.w(end) in ("to", "and", "or"))
                and (later := self.clock_at(end + 1))
                and later[2]
            ):
                minute = int(self.word[i + 2]) if end > i + 1 else 0
                hour = int(self.word[i])
                half = later[2] if hour <= 12 else ""
                if half == "pm" and hour != 12 and (hour > later[0] != 12):
                    half = "am"
                between = self.w(i - 1) in ("between", "from") and self.spaced(i - 1) and i - 1 >= self.done
                return self.give(
                    i - 1 if between else i,
                    later[3],
                    "time",
                    f"{self.hhmm(hour, minute, half)}/{self.hhmm(*later[:3])}",
                )
            return 0
        if not found:
            return 0
        before = self.w(i - 1)
        if (
            not found[2]
            and self.w(i + 1) == ":"
            and i
            and self.spaced(i - 1)
            and before in ("john", "luke", "mark", "matthew", "genesis", "psalm", "romans", "ratio")
        ):
            return found[3]
        end = found[3]
        if found[0] > 12 and found[2]:
            return self.give(i, end, "time", f"{found[0]:02}:{found[1]:02}" if found[0] < 24 else None)
        value = self.hhmm(*found[:3])
        if (self.w(end) in DASHES or self.w(end) in ("to", "and")) and (later := self.clock_at(end + 1)):
            between = before in ("between", "from") and self.spaced(i - 1) and i - 1 >= self.done
            if self.w(end) != "and" or between:
                return self.give(
                    i - 1 if between else i,
                    later[3],
                    "time",
                    f"{self.hhmm(found[0], found[1], found[2] or later[2])}/{self.hhmm(*later[:3])}",
                )
        return self.give(i, end, "time", value)

    def spoken_part(self, i: int) -> int:
        """Read half past eight, a quarter to nine; 0 where no such time stands."""
        way, hour = (
            self.w(i + 1),
            CARDINALS.get(self.w(i + 2))
            or (int(self.w(i + 2)) if self.kind[i + 2] == DIGIT and len(self.w(i + 2)) < 3 else 0),
        )
        if way not in ("past", "to") or not 1 <= hour <= 12 or (self.w(i) == "half" and way == "to"):
            return 0
        first = i - 1 if self.w(i - 1) == "a" and i - 1 >= self.done else i
        minute = 30 if self.w(i) == "half" else 15 if way == "past" else 45
        hour = (hour - 2) % 12 + 1 if way == "to" else hour
        return self.give(first, i + 3, "time", self.hhmm(hour, minute, ""))

    def spoken_time(self, i: int) -> int:
        """Read eight o'clock, three p.m.; 0 where no such time stands."""
        hour = CARDINALS.get(self.w(i), 0)
        if end := self.spoken_minutes(i):
            return end
        if not 1 <= hour <= 12 or not self.spaced(i):
            return 0
        if half := self.half_of_day(i + 1):
            return self.give(i, half[1], "time", self.hhmm(hour, 0, half[0]))
        if self.w(i + 1) == "o" and self.w(i + 3) == "clock":
            return self.give(i, i + 4, "time", self.hhmm(hour, 0, ""))
        return 0

    def spoken_minutes(self, i: int) -> int:
        """Read twenty past three, at five to nine; 0 where no such time stands."""
        num = self.words(i)
        if num is None or num.shape != "words" or num.digits not in (5, 10, 20, 25):
            return 0
        way, hour, end = self.w(num.end), CARDINALS.get(self.w(num.end + 1), 0), num.end + 2
        if way not in ("past", "to") or not 1 <= hour <= 12 or not self.spaced(num.end - 1):
            return 0
        counts = self.kind[min(end, self.count - 1)] == WORD and self.w(end) not in WORDS["pronoun-after"]
        if way == "to" and (self.w(i - 1) not in ("at", "by", "until", "till", "about") or counts):
            return 0
        minute, hour = (num.digits, hour) if way == "past" else (60 - num.digits, (hour - 2) % 12 + 1)
        return self.give(i, end, "time", self.hhmm(hour, minute, ""))
