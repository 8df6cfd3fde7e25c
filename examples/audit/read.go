package main

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"container/heap"
	"errors"
	"fmt"
	"io"
	"iter"
	"os"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/leastrestrictive/interventions/policy"
	"github.com/leastrestrictive/interventions/policy/journal"
)

// blockSize is how much of a log is parsed at a time. Some hundred lines keep two cores busy, and few logs are long enough to notice.
const blockSize = 256 << 10

// input is one log. It can be opened more than once.
type input struct {
	name string
	size int64 // in bytes as it is stored; 0: not known
	open func() (io.ReadCloser, error)
}

// files are the logs that args name.
func files(args []string) []input {
	var in []input
	for _, name := range args {
		i := input{name: name, open: func() (io.ReadCloser, error) { return os.Open(name) }}
		if info, err := os.Stat(name); err == nil && info.Mode().IsRegular() {
			i.size = info.Size()
		}
		in = append(in, i)
	}
	return in
}

// once is a log that can be read only once, such as standard input.
func once(name string, r io.Reader) input {
	return input{name: name, open: func() (io.ReadCloser, error) { return io.NopCloser(r), nil }}
}

// kept copies a log that can be read only once into a temporary file, and returns it as one that can be read again, and what
// takes it away.
func (in input) kept() (input, func(), error) {
	r, err := in.open()
	if err != nil {
		return in, func() {}, err
	}
	defer r.Close()
	f, err := os.CreateTemp("", "audit-*.ndjson")
	if err != nil {
		return in, func() {}, err
	}
	gone := func() { os.Remove(f.Name()) }
	n, err := io.Copy(f, r)
	if err = errors.Join(err, f.Close()); err != nil {
		gone()
		return in, func() {}, fmt.Errorf("keeping %s: %w", in.name, err)
	}
	return input{name: in.name, size: n, open: func() (io.ReadCloser, error) { return os.Open(f.Name()) }}, gone, nil
}

// counted counts what is read of a log as it is stored.
type counted struct {
	io.ReadCloser
	n *atomic.Int64
}

func (c counted) Read(p []byte) (int, error) {
	n, err := c.ReadCloser.Read(p)
	c.n.Add(int64(n))
	return n, err
}

// text opens a log, unpacked where it is packed by gzip.
func (in input) text(read *atomic.Int64) (io.Reader, io.Closer, error) {
	raw, err := in.open()
	if err != nil {
		return nil, nil, err
	}
	r := bufio.NewReaderSize(counted{raw, read}, blockSize)
	if head, _ := r.Peek(2); !bytes.Equal(head, []byte{0x1f, 0x8b}) { // which no line of a log begins with
		return r, raw, nil
	}
	z, err := gzip.NewReader(r)
	if err != nil {
		raw.Close()
		return nil, nil, err
	}
	return z, raw, nil
}

// block is some whole lines of a log.
type block struct {
	first int // the number of its first line
	data  []byte
	err   error // why nothing comes after it, where that is not the end
	lines []line
	done  chan struct{} // closed once lines are there
}

// line is one that is not blank.
type line struct {
	number int
	event  policy.Event
	err    error
}

// buffers are what was read and is not needed any more, to be read into again.
type buffers chan []byte

func (b buffers) get() []byte {
	select {
	case p := <-b:
		return p
	default:
		return nil
	}
}

func (b buffers) put(p []byte) {
	select {
	case b <- p:
	default:
	}
}

// blocks cuts a log into blocks of about a size. What stood behind an error is not known, so the line before it, if it has no end,
// is dropped. Of a line that is longer than the journal allows, as much is kept as it takes to say so.
func blocks(r io.Reader, size int, spare buffers) iter.Seq[*block] {
	return func(yield func(*block) bool) {
		number, skipping := 1, false
		var rest []byte
		for {
			data := append(slices.Grow(spare.get()[:0], len(rest)+size), rest...)
			data = data[: len(rest) : len(rest)+size]
			var err error
			for n := 0; len(data) < cap(data) && err == nil; data = data[:len(data)+n] { // io.ReadFull takes a packed log cut short for a whole one
				n, err = r.Read(data[len(data):cap(data)])
			}
			if skipping {
				if i := bytes.IndexByte(data, '\n'); i >= 0 {
					data, skipping = data[i+1:], false
					number++
				} else {
					data = nil
				}
			}
			b := &block{first: number, done: make(chan struct{})}
			switch end := bytes.LastIndexByte(data, '\n') + 1; {
			case err == io.EOF:
				b.data, rest = data, nil
			case err != nil:
				b.data, b.err, rest = data[:end], err, nil
			default: // the block may be read into again before its rest is needed
				b.data, rest = data[:end], append(rest[:0], data[end:]...)
			}
			number += bytes.Count(b.data, []byte{'\n'})
			if len(rest) > journal.MaxLine+1 {
				if len(b.data) > 0 && !yield(b) {
					return
				}
				b = &block{first: number, data: rest, done: make(chan struct{})}
				rest, skipping = nil, true
			}
			if (len(b.data) > 0 || b.err != nil) && !yield(b) || err != nil {
				return
			}
		}
	}
}

// cut hands out the lines of a block that are not blank, without their ends, and their numbers.
func (b *block) cut() iter.Seq2[int, []byte] {
	return func(yield func(int, []byte) bool) {
		number := b.first
		for l := range bytes.Lines(b.data) {
			l = bytes.TrimSuffix(l, []byte("\n"))
			if number == 1 {
				l = bytes.TrimPrefix(l, []byte("\ufeff"))
			}
			if (len(l) > journal.MaxLine || len(bytes.Trim(l, " \t\r")) > 0) && !yield(number, l) {
				return
			}
			number++
		}
	}
}

// parse reads the lines of a block.
func (b *block) parse() {
	b.lines = slices.Grow(b.lines[:0], bytes.Count(b.data, []byte{'\n'})+1)
	for number, text := range b.cut() {
		l := line{number: number}
		if l.event, l.err = journal.Parse(text); l.err != nil {
			if fault, ok := errors.AsType[*journal.LineError](l.err); ok {
				fault.Line = number
				if number == 1 && bytes.HasPrefix(b.data, []byte("\ufeff")) {
					fault.Offset += len("\ufeff")
				}
			}
		}
		b.lines = append(b.lines, l)
	}
}

// feed is a log that is being read: its blocks in order, each parsed by whichever worker was free.
type feed struct {
	input  input
	blocks chan *block
	lines  []line // of the block that is being handed out
	of     []line // all of them
	spare  chan []line
	err    error // why it could not be opened, or not be read to its end
}

// next moves to the next line. It is false at the end, and then err says whether that was the end of the log.
func (f *feed) next() bool {
	if len(f.lines) > 0 {
		f.lines = f.lines[1:]
	}
	for len(f.lines) == 0 {
		select {
		case f.spare <- f.of: // which nobody looks at any more
		default:
		}
		b, ok := <-f.blocks
		if !ok {
			return false
		}
		<-b.done
		f.lines, f.of = b.lines, b.lines
		if b.err != nil {
			f.err = b.err
		}
	}
	return true
}

// reader reads logs on several cores. What it does to a block depends on nothing but the block.
type reader struct {
	workers int
	read    *atomic.Int64 // bytes, as they are stored
	spare   buffers
}

// start begins to read, and returns the logs, and what stops it. Blocks are read a few ahead of what is handed out.
func (r *reader) start(inputs []input, do func(*block)) ([]*feed, func()) {
	work, stop, lines := make(chan *block), make(chan struct{}), make(chan []line, 4*r.workers)
	var reading, working sync.WaitGroup
	for range r.workers {
		working.Go(func() {
			for b := range work {
				data := b.data
				select {
				case b.lines = <-lines:
				default:
				}
				do(b)
				b.data = nil
				r.spare.put(data)
				close(b.done)
			}
		})
	}
	feeds := make([]*feed, len(inputs))
	for i, in := range inputs {
		f := &feed{input: in, blocks: make(chan *block, 2*r.workers), spare: lines}
		feeds[i] = f
		reading.Go(func() {
			defer close(f.blocks)
			text, close, err := in.text(r.read)
			if err != nil {
				f.err = err // seen after blocks is closed
				return
			}
			defer close.Close()
			for b := range blocks(text, blockSize, r.spare) {
				for _, to := range [...]chan *block{work, f.blocks} {
					select {
					case to <- b:
					case <-stop:
						return
					}
				}
			}
		})
	}
	return feeds, sync.OnceFunc(func() {
		close(stop)
		reading.Wait()
		close(work)
		working.Wait()
	})
}

// row is a line of one of several logs; without an event and an err it only says that the log could not be read to its end.
type row struct {
	*line
	feed *feed
}

// merged hands out the lines of all logs, always the one that was recorded first of those that are next in their logs, so that logs
// in order come in order. A line that cannot be read comes as soon as it is next. At the end of a log that could not be read to its
// end, there is a row without a line.
func merged(feeds []*feed) iter.Seq[row] {
	return func(yield func(row) bool) {
		q := queue{}
		for i, f := range feeds {
			if f.next() {
				q = append(q, head{f, i})
			} else if f.err != nil && !yield(row{nil, f}) {
				return
			}
		}
		heap.Init(&q)
		for len(q) > 0 {
			f := q[0].feed
			if !yield(row{&f.lines[0], f}) {
				return
			}
			switch {
			case !f.next():
				heap.Pop(&q)
				if f.err != nil && !yield(row{nil, f}) {
					return
				}
			case len(q) > 1:
				heap.Fix(&q, 0)
			}
		}
	}
}

// head is a log of which a line is next, and its place among the logs.
type head struct {
	*feed
	place int
}

type queue []head

func (q queue) Len() int      { return len(q) }
func (q queue) Swap(i, j int) { q[i], q[j] = q[j], q[i] }
func (q queue) Less(i, j int) bool {
	a, b := &q[i].lines[0], &q[j].lines[0]
	if bad := a.err != nil; bad != (b.err != nil) {
		return bad
	}
	if c := entered(&a.event).Compare(entered(&b.event)); c != 0 {
		return c < 0
	}
	return q[i].place < q[j].place
}
func (q *queue) Push(x any) { *q = append(*q, x.(head)) }
func (q *queue) Pop() any {
	last := (*q)[len(*q)-1]
	*q = (*q)[:len(*q)-1]
	return last
}

// entered is when an event was put on record.
func entered(e *policy.Event) time.Time {
	if e.Recorded.IsZero() {
		return e.At
	}
	return e.Recorded
}

// last returns the last instant of some logs: of all that happened and all that was entered, as far as it can be read.
func (r *reader) last(inputs []input) time.Time {
	var mu sync.Mutex
	var at latest
	feeds, stop := r.start(inputs, func(b *block) {
		mu.Lock()
		own := at
		mu.Unlock()
		own.of(b)
		mu.Lock()
		at.take(own.Time, own.text)
		mu.Unlock()
	})
	defer stop()
	for _, f := range feeds {
		for f.next() {
		}
	}
	return at.Time
}

// latest is the latest instant seen, and how it was written.
type latest struct {
	time.Time
	text string
}

func (l *latest) take(t time.Time, text string) {
	if t.After(l.Time) {
		l.Time, l.text = t, text
	}
}

// of looks through the lines of a block, the last first, since that is where the latest instant of a log in order is. It
// parses only the lines that may hold a later one.
func (l *latest) of(b *block) {
	var texts [][]byte
	for _, text := range b.cut() {
		texts = append(texts, text)
	}
	for i := len(texts) - 1; i >= 0; i-- {
		if l.before(texts[i]) {
			continue
		}
		if e, err := journal.Parse(texts[i]); err == nil {
			for _, t := range [...]time.Time{e.At, e.Recorded} {
				l.take(t, t.Format(time.RFC3339Nano))
			}
		}
	}
}

// toSecond is how much of an instant is compared as text, and offset what stands for Z or an offset at its end.
const toSecond = len("2006-01-02T15:04:05")

// before reports whether all instants of a line are certainly earlier than l: they are written with its offset, in the plainest form.
func (l *latest) before(text []byte) bool {
	if l.IsZero() || bytes.Contains(text, []byte(`\u`)) {
		return false
	}
	found := false
	for _, key := range [...]string{`"at"`, `"recorded"`} {
		for rest := text; ; {
			i := bytes.Index(rest, []byte(key))
			if i < 0 {
				break
			}
			rest = rest[i+len(key):]
			if !bytes.HasPrefix(rest, []byte(`:"`)) {
				return false
			}
			end := bytes.IndexByte(rest[2:], '"')
			if end <= toSecond {
				return false
			}
			value := rest[2 : 2+end]
			if string(value[:toSecond]) >= l.text[:toSecond] || zone(string(value)) != zone(l.text) {
				return false
			}
			found = true
		}
	}
	return found
}

// zone is what stands behind the digits of an instant.
func zone(instant string) string { return strings.TrimLeft(instant[toSecond:], ".0123456789") }
