package journal

import (
	"fmt"
	"regexp"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// strict is RFC 3339 without what time.Parse takes besides, and without more digits than it keeps.
var strict = regexp.MustCompile(`^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?(Z|[+-]([01]\d|2[0-3]):[0-5]\d)$`)

// FuzzInstant holds that exactly those texts are times that are of the strict form and that time.Parse takes, and that they are
// the same instant at the same offset.
func FuzzInstant(f *testing.F) {
	for _, s := range []string{
		"2025-10-06T10:02:00-06:00", "2025-10-06T10:02:00Z", "2024-02-29T23:59:59.999999999+23:59",
		"2100-02-29T00:00:00Z", "0000-01-01T00:00:00+00:01",
		"9999-12-31T23:59:59-23:59", "2025-10-06T10:02:00.1-00:00", "2025-10-06T9:02:00Z", "2025-10-06T10:02:00,5Z",
		"2025-10-06T10:02:00+24:00",
		"2025-10-06T10:02:00.Z", "2025-10-06T10:02:00.1234567890Z", "2025-10-06t10:02:00z",
		"2025-10-06T10:02:60Z", "2025-1x-06T10:02:00Z",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		var z zones
		got, ok := z.instant(s)
		want, err := time.Parse(time.RFC3339, s)
		require.Equal(t, err == nil && strict.MatchString(s), ok)
		if !ok {
			return
		}
		require.True(t, want.Equal(got))
		_, wantOffset := want.Zone()
		_, offset := got.Zone()
		require.Equal(t, wantOffset, offset)
		again, ok := z.instant(got.Format(time.RFC3339Nano))
		require.True(t, ok)
		require.Equal(t, got, again)
		require.Same(t, got.Location(), again.Location())
	})
}

func TestEveryDayOfFourCenturies(t *testing.T) {
	var z zones
	days := 0
	for year := 1900; year < 2300; year++ {
		for month := 1; month <= 12; month++ {
			for day := range 33 {
				s := fmt.Sprintf("%04d-%02d-%02dT00:00:00Z", year, month, day)
				got, ok := z.instant(s)
				want, err := time.Parse(time.RFC3339, s)
				require.Equal(t, err == nil, ok, s)
				if ok {
					require.Equal(t, want, got)
					days++
				}
			}
		}
	}
	assert.Equal(t, 146_097, days)
}

func TestOneLocationForEachOffset(t *testing.T) {
	var z zones
	seen := map[int]*time.Location{}
	for range 2 {
		for minutes := -24*60 + 1; minutes < 24*60; minutes++ {
			loc := z.at(minutes * 60)
			_, offset := time.Unix(0, 0).In(loc).Zone()
			require.Equal(t, minutes*60, offset)
			if before := seen[minutes]; before != nil {
				require.Same(t, before, loc)
			}
			seen[minutes] = loc
		}
	}
	assert.Len(t, seen, 2879)
	assert.Same(t, time.UTC, z.at(0))
}
