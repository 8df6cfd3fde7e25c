package journal

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"iter"

	"github.com/leastrestrictive/interventions/policy"
)

// Read returns the events of a log, in the order of its lines. For a line that cannot be read it yields no event and a
// [*LineError], and goes on with the next line: whatever stands before and after is yielded. Lines of nothing but white space
// are skipped, and a byte order mark at the very start is.
//
// If r fails, the last thing yielded is its error, wrapped, which is no *LineError; a line that was not yet read to its end is
// dropped then, since what stood after it is not known. A log that merely ends without a line end is read whole.
//
// A sealed line is read like any other, and whether its hashes are right is not asked: that is for [Verify].
//
// It holds one line at a time, at most [MaxLine] bytes of it. The sequence is single-use: after a break it goes on with the next
// line, after the end it yields nothing.
func Read(r io.Reader) iter.Seq2[policy.Event, error] {
	d := &reader{in: bufio.NewReader(r)}
	return d.all
}

// Parse reads one line, sealed or not, with or without its line end. The error is a [*LineError].
func Parse(line []byte) (policy.Event, error) {
	var p parser
	var e policy.Event
	line = bytes.TrimSuffix(line, []byte("\n"))
	if len(line) > MaxLine {
		return e, tooLong()
	}
	if err := p.line(string(line), &e); err != nil {
		return policy.Event{}, err
	}
	return e, nil
}

func tooLong() *LineError {
	return &LineError{Offset: MaxLine + 1, Want: fmt.Sprintf("a line of at most %d bytes", MaxLine)}
}

type reader struct {
	in     *bufio.Reader
	long   []byte // a line that is longer than the buffer
	number int    // of the line
	raw    []byte // the line of the event, without its end and a byte order mark; valid until the next
	done   bool
}

func (d *reader) all(yield func(policy.Event, error) bool) {
	var p parser // not in d: on the stack, where pointers are cheap to write
	for {
		var e policy.Event
		more, err := d.event(&p, &e)
		if !more {
			return
		}
		if err != nil {
			e = policy.Event{}
		}
		if !yield(e, err) {
			return
		}
	}
}

// event reads the next line that is not blank into e, which is zero. more is false at the end. The error is a [*LineError], or the
// reader's, which ends the log.
func (d *reader) event(p *parser, e *policy.Event) (more bool, err error) {
	for !d.done {
		line, whole, err := d.next()
		if err != nil {
			return true, fmt.Errorf("journal: reading line %d: %w", d.number, err)
		}
		skipped := 0
		if d.number == 1 && bytes.HasPrefix(line, []byte("\ufeff")) {
			skipped = len("\ufeff")
		}
		d.raw = line[skipped:]
		if whole && blank(d.raw) {
			continue
		}
		var fault *LineError
		if whole {
			fault = p.line(string(d.raw), e)
		} else {
			fault = tooLong()
		}
		if fault == nil {
			return true, nil
		}
		fault.Line = d.number
		if whole {
			fault.Offset += skipped
		}
		return true, fault
	}
	return false, nil
}

// next returns the next line without its end, valid until the next call, and whether that is all of it. The error is the
// reader's own.
func (d *reader) next() (line []byte, whole bool, err error) {
	d.number++
	line, err = d.in.ReadSlice('\n')
	size := len(line)
	if err == bufio.ErrBufferFull {
		d.long = append(d.long[:0], line...)
		for err == bufio.ErrBufferFull {
			line, err = d.in.ReadSlice('\n')
			size += len(line)
			if size <= MaxLine+1 {
				d.long = append(d.long, line...)
			}
		}
		line = d.long
	}
	switch err {
	case nil:
		size--
		line = line[:min(len(line), size)]
	case io.EOF:
		d.done = true
	default:
		d.done = true
		return nil, false, err
	}
	return line, size <= MaxLine, nil
}

func blank(line []byte) bool {
	for _, c := range line {
		if c != ' ' && c != '\t' && c != '\r' {
			return false
		}
	}
	return true
}
