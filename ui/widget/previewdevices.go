package widget

import (
	"strconv"

	"daybrief/model"
)

// maxDevices is how many are listed: a ticket about a whole site must not push
// its conversation out of sight.
const maxDevices = 5

// devices adds the configuration items that the ticket is about, or why they
// can't be read.
func (s *sheet) devices() {
	list, problem := s.card.Devices.Value, s.card.Devices.Problem
	if p := s.card.Problem(); problem != nil && p != nil && p.Kind == problem.Kind && p.Kind != model.Forbidden && p.Kind != model.NotOffered {
		problem = nil // one fault: the conversation tells about it
	}
	if problem == nil && len(list) == 0 {
		return
	}
	title := "Devices"
	if len(list) > 0 {
		title = s.dot(title, strconv.Itoa(len(list)))
	}
	s.rule(title)
	s.missing("devices", problem)
	for i := range list {
		if i == maxDevices {
			s.text("and "+strconv.Itoa(len(list)-i)+" more", s.th.Dim, "", 0, 1)
			return
		}
		s.device(&list[i])
	}
}

// missing says why a part can't be read; nothing without a problem.
func (s *sheet) missing(noun string, p *model.Problem) {
	switch {
	case p == nil:
	case p.Kind == model.NotOffered:
		s.text(p.Error(), s.th.Dim, "", 0, 3)
	case p.Kind == model.Forbidden && p.Needs != "":
		s.text("Not allowed to read "+noun+": the keys' role needs "+p.Needs+".", s.th.Dim, "", 0, 4)
	default:
		s.text(p.What.String(), s.th.Warn, "", 0, 3)
		s.text(p.Cure.String(), s.th.Dim, "", 0, 3)
	}
}

// device is one line, whatever its width: the name, then what it is and whose.
func (s *sheet) device(c *model.Configuration) {
	name := c.Name.String()
	if name == "" {
		name = "device " + strconv.FormatInt(int64(c.ID), 10)
	}
	tag, over, gone := "", "", ""
	if !c.Tag.IsEmpty() {
		tag = "tag " + c.Tag.String()
	}
	if c.OutOfWarranty(s.card.Now, s.card.Zone) {
		over = "out of warranty"
	}
	if c.Inactive {
		gone = "inactive"
	}
	mark := s.th.Glyphs.Ellipsis
	name = Truncate(name, s.w, mark)
	rest := s.dot(c.Type.String(), c.User().String(), gone, over, tag)
	if rest != "" {
		rest = " " + s.th.Glyphs.Separator + " " + rest
	}
	rest = Truncate(rest, s.w-Width(name), mark)
	s.line(s.th.Text.Paint(name)+s.th.Dim.Paint(rest), Width(name)+Width(rest))
}
