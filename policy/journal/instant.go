package journal

import "time"

const wantInstant = "a time of RFC 3339 with its offset, such as 2025-10-06T10:02:00-06:00"

// instant reads an RFC 3339 time. It is written by hand for speed, and because time.Parse is no judge of the form: it takes
// "T9:02:00Z", a comma before the fraction, an offset of 24:60, and drops digits past nanoseconds. What it takes of the form is
// read alike, except that it would depend on the zone of the machine. The location returned has no name; it is UTC for offset 0.
func (z *zones) instant(s string) (t time.Time, ok bool) {
	if len(s) < len("2006-01-02T15:04:05Z") || s[4] != '-' || s[7] != '-' || s[10] != 'T' || s[13] != ':' || s[16] != ':' {
		return t, false
	}
	year, month, day := 100*two(s, 0)+two(s, 2), two(s, 5), two(s, 8)
	hour, minute, second := two(s, 11), two(s, 14), two(s, 17)
	if year < 0 || month < 1 || month > 12 || day < 1 || day > daysIn(year, month) {
		return t, false
	}
	if uint(hour) > 23 || uint(minute) > 59 || uint(second) > 59 {
		return t, false
	}
	i, nanos := 19, 0
	if s[i] == '.' {
		unit := 1_000_000_000
		for i++; i < len(s) && s[i] >= '0' && s[i] <= '9'; i++ {
			unit /= 10
			nanos += int(s[i]-'0') * unit
		}
		if i == 20 || i > 20+maxFraction {
			return t, false
		}
	}
	switch zone := s[i:]; {
	case zone == "Z":
		return time.Date(year, time.Month(month), day, hour, minute, second, nanos, time.UTC), true
	case len(zone) == len("-07:00") && (zone[0] == '-' || zone[0] == '+') && zone[3] == ':':
		h, m := two(zone, 1), two(zone, 4)
		if uint(h) > 23 || uint(m) > 59 {
			return t, false
		}
		offset := h*3600 + m*60
		if zone[0] == '-' {
			offset = -offset
		}
		return time.Date(year, time.Month(month), day, hour, minute, second-offset, nanos, time.UTC).In(z.at(offset)), true
	}
	return t, false
}

// two returns the number of two digits at s[i:], and less than -10000 where they are not digits.
func two(s string, i int) int {
	a, b := s[i]-'0', s[i+1]-'0'
	if a > 9 || b > 9 {
		return -1 << 20
	}
	return 10*int(a) + int(b)
}

func daysIn(year, month int) int {
	switch month {
	case 4, 6, 9, 11:
		return 30
	case 2:
		if year%4 == 0 && (year%100 != 0 || year%400 == 0) {
			return 29
		}
		return 28
	}
	return 31
}

// zones hands out one location for each offset. There are at most 2,879 of them.
type zones struct {
	last   *time.Location // nil at first
	offset int            // of last
	others map[int]*time.Location
}

// at returns the location of an offset in seconds.
func (z *zones) at(offset int) *time.Location {
	switch {
	case offset == 0:
		return time.UTC
	case z.last != nil && z.offset == offset:
		return z.last
	}
	loc := z.others[offset]
	if loc == nil {
		loc = time.FixedZone("", offset)
		if z.last != nil { // a log that keeps to one offset needs no map
			if z.others == nil {
				z.others = make(map[int]*time.Location)
			}
			z.others[z.offset], z.others[offset] = z.last, loc
		}
	}
	z.last, z.offset = loc, offset
	return loc
}
