// Package board makes up the log of a board of schools: its seclusions, physical restraints and time-outs over one school year or many,
// with what is entered late, corrected, forgotten and done wrong, each at a rate that is stated. It is for benchmarks, load tests and
// documentation; examples/generate prints what it makes.
//
// It is no data about real children, and was not made from any. Students, staff and schools are numbers. Durations and rates are
// guesses that exercise every part of the library, and say nothing of how any board works. The texts in it are a handful of constants.
//
// A [Board] is a number of incidents and a seed. The same one comes to the same bytes, on every machine and under every release of Go:
// whole numbers are drawn from a generator that is specified, and the clock has a zone of its own, America/Edmonton by the rule of 2025
// for all years. Another version of this package may make up others.
//
// # Days
//
// A school year begins on the day after Labour Day, from 2 September 2025 on, and ends on the last Friday of June. There is school from
// Monday to Friday until 15:30, but for Truth and Reconciliation, Thanksgiving, Remembrance Day, two weeks at Christmas, Family Day, the
// week of the fourth Monday of March, Good Friday, Easter Monday and Victoria Day: 192 days in the first year. [Board.Calendar] has them.
// On three days after the last the office still works.
//
// Up to [PerYear] incidents are one school year. More take more years, each with as many, so that no more are open at once however long
// the log is. Within a year they are spread evenly over the hours of school, 8:45 to 14:30.
//
// # People and places
//
// A student is in five incidents a year on average, some in none, a few in many: the busiest tenth in about a third of them. Every eighth
// cannot express themselves by speech alone. A school has about ten of them, four classrooms, eight staff who are trained, a
// principal, a seclusion room and a time-out space. With each school year come other students. Two staff are in an incident, three in
// four of ten. Nobody is in two incidents at once, nor again within an hour of one, but in a chain.
//
// # Incidents
//
// 45 of 100 are seclusions, 35 physical restraints, 20 time-outs; half of them last up to 8, 3 and 10 minutes. Without a mistake a
// seclusion lasts no longer than 14:50, a restraint 13:00, a time-out 14:50; with one, up to 45. The student is told why, is checked
// and reviewed at intervals that are allowed, and let go by a step-down; the parents are called that day, staff are told of supports,
// it is documented and reported, there is a debrief within three days, and the file is closed 3 to 10 school days later, or when the year ends. An incident
// has about 22 events, and never more than 45.
//
// What has no mistake keeps AR 3007 and AP 354 alike under the default readings, so nothing but excused is found of it; of a chain, its
// parts judged as one. Uses that come too often are flagged where earlier ones are counted, whatever was done right: the log itself has
// no [policy.Earlier].
//
// # Traits
//
// What is not so in an incident is one of its traits. Each is drawn for itself, at so many in 100 of the incidents of the kinds that can
// have it, so that one incident may have several. Of those that exclude each other it keeps the first, so a few come a little more
// seldom than stated. The first part of a chain has no other trait, and the next incident is the second.
//
//	chain         converted                5 %     restraint: converted into a seclusion; each names the other
//	              followed-soon            3 %     restraint: a seclusion follows within 4 minutes; neither names the other
//	              followed-by-name         3 %     time-out: a seclusion follows within 9 minutes, and names it
//	course        parent-not-reached       6 %     not time-out: two attempts that day, a call on the next school day
//	entry         from-paper              12 %     entered after school
//	              late-start               1 %     entered one or two school days later, 4 days at most
//	              late-release             1 %     the release is entered on the next school day
//	              late-check               8 %     a check is entered 10 minutes to 3 hours later
//	              after-close              0.5 %   a call is entered 1 to 9 days after the file was closed
//	              line-twice               1 %     a line stands twice, word for word
//	correction    time-corrected           3 %     of the call to the parents
//	              facts-corrected          2 %     that the parents were reached, that a check was face to face
//	              start-corrected          1 %     the time of the start
//	              withdrawn                1 %     a call that belongs to another file
//	mistake       held-too-long            1.5 %   past the limit
//	              checks-thin              3 %     seclusion: 16 to 29 minutes, checks and reviews 3 to 5 minutes apart
//	              check-missed             5 %     seclusion: 2:45 to 3:50 between two checks
//	              review-late              5 %     seclusion: 2:10 to 3:50 between two reviews
//	              review-missing           4 %     time-out: no review
//	              not-seen                 1 %     nobody sees the student for 15 to 50 seconds
//	              not-explained            3 %     not time-out: not told why it begins
//	              no-step-down             2.5 %   released without one; one in three is broken off
//	              room-not-cleaned         2 %     seclusion: used again, not cleaned
//	              parent-late              3 %     nobody calls before the next school day
//	              debrief-missing          2 %
//	              debrief-late             2.5 %   4 or 5 school days later
//	              debrief-without-student  3 %
//	              support-forgotten        2.5 %   not time-out: staff are not told of supports
//	              not-documented           1 %
//	              not-reported             2 %     seclusion: not beyond the school
//	              training-expired         1.5 %
//	              room-expired             1 %     not restraint: the approval of the place
//	              broken-glass             0.5 %   no consent, and somebody breaks the glass
//	              consent-missing          0.8 %
//	              prohibited               0.6 %   as a consequence; a seclusion at risk of self-injury
//	              fact-missing             3 %     whether it is an emergency; of a time-out, a consequence
//	              clock-wrong              0.5 %   the call is entered before it took place
//	              release-twice            0.3 %   told again under its ID at another time
//	              never-closed             0.2 %
//
// [Traits] has the same as data.
//
// # The log
//
// Lines come in the order in which they were entered. Those of one incident may begin with a call to the parents, where the start is
// entered later. A start is entered no later than [MostAfterStart] after it happened, and nothing later than [MostAfterClose] after the
// file was closed: who waits for 14 days misses nothing. Corrections are entered before that, on one of the next two school days.
package board
