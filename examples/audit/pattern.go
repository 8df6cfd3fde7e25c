package main

import (
	"errors"
	"strconv"
	"strings"
	"time"

	"github.com/leastrestrictive/interventions/policy"
	"github.com/leastrestrictive/interventions/policy/register"
)

// pattern reads a pattern of the reader's own, such as student:3/10schooldays or seclusion/staff:5/4weeks.
func pattern(s string) (register.Pattern, error) {
	bad := errors.New("expected a pattern such as student:3/10schooldays or seclusion/staff:5/4weeks")
	var p register.Pattern
	whose, rest, ok := strings.Cut(s, ":")
	number, window, both := strings.Cut(rest, "/")
	if !ok || !both {
		return p, bad
	}
	if kind, of, some := strings.Cut(whose, "/"); some {
		p.Of, whose = []policy.Kind{policy.Kind(kind)}, of
		if kind != string(policy.Seclusion) && kind != string(policy.Restraint) && kind != string(policy.TimeOut) {
			return p, errors.New("expected a kind: seclusion, physical-restraint or time-out")
		}
	}
	if p.Per, ok = map[string]policy.About{"student": policy.AboutStudent, "classroom": policy.AboutPlace, "staff": policy.AboutPerson,
		"school": policy.AboutSchool}[whose]; !ok {
		return p, errors.New("expected whose: student, classroom, staff or school")
	}
	unit := strings.TrimLeft(window, "0123456789")
	uses, err := strconv.Atoi(number)
	last, err2 := strconv.Atoi(window[:len(window)-len(unit)])
	if errors.Join(err, err2) != nil {
		return p, bad
	}
	p.Reaches = uses
	switch strings.TrimSuffix(unit, "s") {
	case "hour":
		if last > 24*3660 {
			return p, errors.New("expected at most 10 years of hours")
		}
		p.Within = time.Duration(last) * time.Hour
	case "day":
		p.Last = last
	case "schoolday":
		p.Last, p.Period = last, policy.SchoolDay
	case "week":
		p.Last, p.Period = last, register.Week
	case "schoolyear":
		p.Last, p.Period = last, register.SchoolYear
	default:
		return p, errors.New("expected a window in hours, days, schooldays, weeks or schoolyears")
	}
	p.Name = strings.ReplaceAll(s, ":", "-")
	return p, nil
}
