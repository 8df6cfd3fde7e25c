package board_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/leastrestrictive/interventions"
	"github.com/leastrestrictive/interventions/examples/internal/board"
	"github.com/leastrestrictive/interventions/policy"
	"github.com/leastrestrictive/interventions/policy/ap354"
	"github.com/leastrestrictive/interventions/policy/cbe3007"
	"github.com/leastrestrictive/interventions/policy/register"
)

// judge judges incidents that are one chain, a quarter of a year after they began.
func judge(tb testing.TB, p *policy.Profile, cal policy.Calendar, incidents ...board.Incident) register.ChainAssessment {
	var parts []register.Part
	for _, in := range incidents {
		l, ok := interventions.Lifecycle(in.Kind)
		require.True(tb, ok)
		parts = append(parts, register.Part{Incident: in.ID, Lifecycle: l, Events: in.Events})
	}
	chains, err := register.Link(p, cal, register.Gap, parts...)
	require.NoError(tb, err)
	require.Len(tb, chains, 1, parts[0].Incident)
	return chains[0].Assess(incidents[0].Began.AddDate(0, 3, 0))
}

// TestWhatHasNoMistakeIsClean judges all that have none: every rule that applies is kept, or excused where the parents were not reached.
func TestWhatHasNoMistakeIsClean(t *testing.T) {
	for _, p := range []*policy.Profile{cbe3007.Profile(), ap354.Profile()} {
		b := board.Board{Incidents: 2500, Seed: 21, Profile: p}
		cal := b.Calendar()
		var chain []board.Incident
		clean, chains, excused := map[policy.Kind]int{}, 0, 0
		for in := range b.All() {
			if in.Follows == "" {
				chain = nil
			}
			if chain = append(chain, in); in.Mistaken() || leads(in) {
				continue
			}
			kept := 0
			for f := range judge(t, p, cal, chain...).All() {
				switch {
				case f.Outcome == policy.Satisfied:
					kept++
				case f.Outcome == policy.Excused && in.Has(board.ParentNotReached):
					excused++
				case f.Rule == register.HeldInAll && f.Outcome == policy.NotApplicable: // AP 354 limits nothing
				default:
					assert.Fail(t, f.String(), "%s %v", in.ID, in.Traits)
				}
			}
			assert.True(t, kept > 5 || p == ap354.Profile() && in.Kind == policy.TimeOut, in.ID)
			clean[in.Kind]++
			if len(chain) > 1 {
				chains++
			}
		}
		assert.Greater(t, clean[policy.Seclusion], 500)
		assert.Greater(t, clean[policy.Restraint], 400)
		assert.Greater(t, clean[policy.TimeOut], 200)
		assert.Greater(t, chains, 20)
		assert.Equal(t, p == cbe3007.Profile(), excused > 20)
	}
}

func leads(in board.Incident) bool {
	return in.Has(board.Converted) || in.Has(board.FollowedSoon) || in.Has(board.FollowedByName)
}

// shows is what each mistake comes to under AR 3007: one of these is found, and nothing else.
var shows = map[board.Trait][]string{
	board.HeldTooLong: {"breached seclusion-at-most-thirty-minutes", "breached restraint-at-most-thirty-minutes",
		"breached time-out-at-most-fifteen-minutes", "breached face-to-face-every-two-minutes", "breached key-staff-review-every-two-minutes"},
	board.ChecksThin:    {"breached face-to-face-every-two-minutes", "breached key-staff-review-every-two-minutes"},
	board.CheckMissed:   {"breached face-to-face-every-two-minutes"},
	board.ReviewLate:    {"breached key-staff-review-every-two-minutes"},
	board.ReviewMissing: {"breached key-staff-review-time-out"},
	board.NotSeen:       {"breached seen-and-heard", "breached visible-at-all-times"},
	board.NotExplained:  {"flagged initiating-explained"},
	board.NoStepDown: {"flagged student-helps-decide", "flagged observed-before-class", "flagged student-can-plan",
		"flagged plan-for-re-entry"},
	board.RoomNotCleaned:        {"flagged room-cleaned"},
	board.ParentLate:            {"breached parents-informed-same-day", "flagged contact-documented", "undetermined complaints-process-explained"},
	board.DebriefMissing:        {"breached debrief-within-three-days"},
	board.DebriefLate:           {"breached debrief-within-three-days"},
	board.DebriefWithoutStudent: {"breached debrief-with-student"},
	board.SupportForgotten:      {"flagged supports-made-known"},
	board.NotDocumented: {"flagged documented", "flagged prevention-documented", "flagged details-documented", "flagged course-documented",
		"flagged understanding-documented", "flagged safety-documented"},
	board.NotReported:     {"flagged reported-to-director"},
	board.TrainingExpired: {"breached trained-staff-begin", "breached trained-staff-deliver"},
	board.RoomExpired:     {"breached in-designated-room", "breached exclusion-space-approved"},
	board.BrokenGlass:     {"flagged record/broken-glass", "breached consent-in-writing"},
	board.ConsentMissing:  {"breached consent-in-writing"},
	board.Prohibited: {"breached not-at-risk-of-self-injury", "breached no-self-injury-while-held",
		"breached not-continued-at-risk-of-self-injury", "breached restraint-not-as-consequence", "breached time-out-not-as-consequence"},
	board.FactMissing:  {"undetermined emergency-only", "undetermined time-out-not-as-consequence"},
	board.ClockWrong:   {"flagged record/early"},
	board.ReleaseTwice: {"flagged record/release-twice", "undetermined record/unexplained"},
}

// TestEachMistakeShows makes each mistake in every incident that can have it. All of what it may come to comes up, and nothing else.
func TestEachMistakeShows(t *testing.T) {
	for _, r := range board.Traits() {
		if r.Group != board.Mistake {
			continue
		}
		t.Run(r.Name, func(t *testing.T) {
			b := board.Board{Incidents: 60, Seed: 4, Rates: map[board.Trait]int{r.Trait: 10_000}}
			cal := b.Calendar()
			met := map[string]bool{}
			had := 0
			for in := range b.All() {
				if !in.Has(r.Trait) {
					assert.True(t, len(r.Kinds) > 0 && !slices.Contains(r.Kinds, in.Kind) || r.Trait == board.DebriefLate, in.ID)
					continue
				}
				had++
				found := 0
				for f := range judge(t, cbe3007.Profile(), cal, in).Findings() {
					says := fmt.Sprint(f.Outcome, " ", f.Rule)
					assert.Contains(t, shows[r.Trait], says, in.ID)
					met[says] = true
					found++
				}
				assert.Equal(t, r.Trait != board.NeverClosed, found > 0, in.ID)
				assert.Equal(t, r.Trait == board.NeverClosed, in.Closed.IsZero())
			}
			assert.Greater(t, had, 5)
			for _, says := range shows[r.Trait] {
				assert.True(t, met[says], says)
			}
		})
	}
}

// TestEachEntryAndCorrectionShows makes each other trait in every incident that can have it. The log shows it, and once all is entered
// nothing is found that would not be found without it.
func TestEachEntryAndCorrectionShows(t *testing.T) {
	late := func(in board.Incident, by time.Duration, of ...policy.Activity) bool {
		return slices.ContainsFunc(in.Events, func(e policy.Event) bool {
			return entered(&e).Sub(e.At) >= by && (len(of) == 0 || slices.Contains(of, e.Activity))
		})
	}
	amended := func(in board.Incident, does func(*policy.Amendment) bool) bool {
		return slices.ContainsFunc(in.Events, func(e policy.Event) bool { return e.Activity == policy.Correct && does(e.Amends) })
	}
	for tr, seen := range map[board.Trait]func(board.Incident) bool{
		board.ParentNotReached: func(in board.Incident) bool {
			return slices.ContainsFunc(in.Events, func(e policy.Event) bool {
				return e.Activity == policy.Contact && e.Answer(policy.Reached) == policy.No
			})
		},
		board.FromPaper:   func(in board.Incident) bool { return late(in, 20*time.Minute, policy.Initiate) },
		board.LateStart:   func(in board.Incident) bool { return late(in, 17*time.Hour, policy.Initiate) },
		board.LateRelease: func(in board.Incident) bool { return late(in, 16*time.Hour, policy.Release) },
		board.LateCheck:   func(in board.Incident) bool { return late(in, 10*time.Minute, policy.Monitor) },
		board.AfterClose: func(in board.Incident) bool {
			wait := entered(&in.Events[len(in.Events)-1]).Sub(in.Closed)
			return 24*time.Hour <= wait && wait <= 9*24*time.Hour
		},
		board.LineTwice: func(in board.Incident) bool {
			ids := map[string]int{}
			for _, e := range in.Events {
				ids[e.ID]++
			}
			return len(ids) == len(in.Events)-1
		},
		board.TimeCorrected: func(in board.Incident) bool {
			return amended(in, func(a *policy.Amendment) bool { return !a.At.IsZero() })
		},
		board.StartCorrected: func(in board.Incident) bool {
			return amended(in, func(a *policy.Amendment) bool { return a.At.Equal(in.Began) })
		},
		board.FactsCorrected: func(in board.Incident) bool {
			return amended(in, func(a *policy.Amendment) bool { return len(a.Facts) == 1 })
		},
		board.Withdrawn: func(in board.Incident) bool {
			return amended(in, func(a *policy.Amendment) bool { return a.Withdrawn })
		},
	} {
		t.Run(tr.String(), func(t *testing.T) {
			b := board.Board{Incidents: 60, Seed: 4, Rates: map[board.Trait]int{tr: 10_000}}
			cal := b.Calendar()
			had := 0
			for in := range b.All() {
				if !in.Has(tr) {
					continue
				}
				had++
				assert.True(t, seen(in), in.ID)
				for f := range judge(t, cbe3007.Profile(), cal, in).Findings() {
					assert.Equal(t, tr == board.ParentNotReached, f.Outcome == policy.Excused, f.String())
				}
			}
			assert.Greater(t, had, 40)
		})
	}
}

// TestChains links all incidents of each student: what the board calls a chain is one, and nothing else is.
func TestChains(t *testing.T) {
	b := board.Board{Incidents: 1500, Seed: 9, Rates: map[board.Trait]int{board.Converted: 1500, board.FollowedSoon: 1500, board.FollowedByName: 1500}}
	cal := b.Calendar()
	parts, want := map[string][]register.Part{}, 0
	for in := range b.All() {
		l, _ := interventions.Lifecycle(in.Kind)
		parts[in.Student] = append(parts[in.Student], register.Part{Incident: in.ID, Lifecycle: l, Events: in.Events})
		if in.Follows == "" {
			want++
		}
	}
	assert.Less(t, want, 1400)
	got := 0
	for _, of := range parts {
		chains, err := register.Link(cbe3007.Profile(), cal, register.Gap, of...)
		require.NoError(t, err)
		got += len(chains)
	}
	assert.Equal(t, want, got)
}

// TestUsesThatComeTooOften asks the register for the earlier uses, as an audit does: of the busiest students the rules that count flag some.
func TestUsesThatComeTooOften(t *testing.T) {
	b := board.Board{Incidents: 400, Seed: 2, Profile: ap354.Profile()}
	cal := b.Calendar()
	var r register.Register
	flagged := map[policy.RuleID]int{}
	for in := range b.All() {
		l, _ := interventions.Lifecycle(in.Kind)
		summary := func(told ...policy.Event) register.Summary {
			c, err := policy.Open(ap354.Profile(), l, cal, in.ID)
			require.NoError(t, err)
			for _, e := range append(slices.Clone(in.Events), told...) {
				_, err := c.Add(e)
				require.NoError(t, err)
			}
			a := c.Assess(in.Began.AddDate(0, 0, 40))
			for _, rule := range []policy.RuleID{ap354.RepeatedForStudent, ap354.MultipleInClassroom, ap354.RepeatedByOne} {
				if a.Outcome(rule) == policy.Flagged {
					flagged[rule]++
				}
			}
			s, err := register.Summarize(a)
			require.NoError(t, err)
			return s
		}
		s := summary()
		summary(r.Earlier(s, in.Began.AddDate(0, 0, -60), policy.AboutStudent, policy.AboutPlace, policy.AboutPerson)...)
		require.NoError(t, r.Add(s))
	}
	for rule, n := range flagged {
		assert.True(t, 10 < n && n < 300, "%s %d", rule, n)
	}
	assert.Len(t, flagged, 3)
}
