package store

import (
	"bufio"
	"encoding/json"
	"errors"
	"io"
	"slices"
	"strconv"
	"time"

	"daybrief/model"
)

// pen writes the document of a picture piece by piece.
type pen struct {
	w     *bufio.Writer
	size  int64
	err   error
	codec rowCodec
	room  []byte
}

// writePicture writes the document and says how long it is. Records are left as
// they are: others share them. fields are those of a ticket.
func writePicture(w io.Writer, s *model.Snapshot, saved time.Time, fields func(*rowCodec, *model.Ticket)) (size int64, err error) {
	p, c := &pen{w: bufio.NewWriterSize(w, 64<<10), codec: rowCodec{book: newStringTable()}}, *s
	inked(p, `{"head":`, 1, func(int) *model.Snapshot { return &c }, func(t *rowCodec, s *model.Snapshot) { head(t, s, &saved) })
	values(p, "boards", c.Boards.Value, board)
	values(p, "priorities", c.Priorities.Value, priorityRow)
	values(p, "members", c.Members.Value, member)
	pointers(p, "service", c.ServiceTickets.Value, fields)
	pointers(p, "project", c.ProjectTickets.Value, fields)
	pointers(p, "closed_service", c.ClosedService.Value, fields)
	pointers(p, "closed_project", c.ClosedProject.Value, fields)
	pointers(p, "visits", c.ScheduleEntries.Value, visit)
	values(p, "companies", c.Companies.Value, company)
	values(p, "health", c.Health, health)
	p.texts()
	p.put([]byte("}"))
	if p.err == nil {
		p.err = p.w.Flush()
	}
	return p.size, p.err
}

func (p *pen) put(b []byte) {
	if p.err == nil {
		_, p.err = p.w.Write(b)
	}
	p.size += int64(len(b))
}

func values[T any](p *pen, name string, list []T, fields func(*rowCodec, *T)) {
	inked(p, `,"`+name+`":`, len(list), func(i int) *T { return &list[i] }, fields)
}

func pointers[T any](p *pen, name string, list []*T, fields func(*rowCodec, *T)) {
	inked(p, `,"`+name+`":`, len(list), func(i int) *T { return list[i] }, fields)
}

// inked writes a list of rows. Nothing in it is white space: rows are read so.
func inked[T any](p *pen, before string, n int, at func(int) *T, fields func(*rowCodec, *T)) {
	p.put([]byte(before + "["))
	for i := range n {
		p.codec.row = p.codec.row[:0]
		fields(&p.codec, at(i))
		p.row(i > 0)
	}
	p.put([]byte("]"))
}

func (p *pen) row(further bool) {
	out := p.room[:0]
	if further {
		out = append(out, ',')
	}
	out = append(out, '[')
	for i, n := range p.codec.done() {
		if i > 0 {
			out = append(out, ',')
		}
		out = strconv.AppendInt(out, n, 10)
	}
	p.room = append(out, ']')
	p.put(p.room)
}

// textsAtOnce is how many texts are put into JSON at a time.
const textsAtOnce = 1000

// texts come last: only the rows tell which there are.
func (p *pen) texts() {
	p.put([]byte(`,"texts":[`))
	some := false
	for part := range slices.Chunk(p.codec.book.texts, textsAtOnce) {
		list, err := json.Marshal(part)
		if err != nil {
			p.err = errors.Join(p.err, err)
			return
		}
		if some {
			p.put([]byte{','})
		}
		some = true
		p.put(list[1 : len(list)-1])
	}
	p.put([]byte("]"))
}
