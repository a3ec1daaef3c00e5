package companies

import (
	"cmp"
	"slices"
	"strings"

	"daybrief/model"
	"daybrief/ui/theme"
	"daybrief/ui/widget"
)

// contactList is the section of the contacts.
type contactList struct {
	list   widget.List
	byKey  map[int64]*model.Contact
	active bool // keys go here
}

// reset forgets the contacts and gives the keys back.
func (c *contactList) reset() {
	c.list.Set(nil)
	c.active = false
}

// heading says how many contacts there are when not all are in sight.
func (c *contactList) heading(p *page, room int) string {
	return counted("Contacts", c.rows(p, room), c.list.Len())
}

// hint says which keys the contacts have, so that it is seen without colour
// where the keys go.
func (c *contactList) hint(p *page, focused bool) string {
	sep := " " + p.frame.Theme.Glyphs.Separator + " "
	switch {
	case !focused || c.list.Len() == 0:
		return ""
	case c.active && p.w < middleContact:
		return sep + "y and p copy"
	case c.active:
		return sep + "y e-mail" + sep + "p phone"
	}
	return sep + "tab"
}

// fill takes in what is known of the company's contacts, by name. The selected
// one stays selected.
func (c *contactList) fill(p *page) {
	c.byKey = map[int64]*model.Contact{}
	if !p.asks {
		c.reset()
		return
	}
	list := p.detail.Contacts.Value
	order := make([]*model.Contact, len(list))
	for i := range list {
		order[i] = &list[i]
	}
	slices.SortFunc(order, func(a, b *model.Contact) int {
		if x, y := a.Name.IsEmpty(), b.Name.IsEmpty(); x != y {
			return cmp.Compare(flag(x), flag(y))
		}
		if c := strings.Compare(strings.ToLower(a.Name.String()), strings.ToLower(b.Name.String())); c != 0 {
			return c
		}
		return int(a.ID - b.ID)
	})
	keys := make([]int64, len(order))
	for i, one := range order {
		keys[i] = int64(one.ID)
		c.byKey[keys[i]] = one
	}
	c.list.Set(keys)
	c.active = c.active && len(keys) > 0
}

// flag puts what is not so before what is.
func flag(b bool) int {
	if b {
		return 1
	}
	return 0
}

// contact is the selected one; nil when the keys are not among the contacts.
func (c *contactList) contact() *model.Contact {
	key, ok := c.list.Selected()
	if !ok || !c.active {
		return nil
	}
	return c.byKey[key]
}

// want is how many lines the section could fill.
func (c *contactList) want(p *page) int {
	if !p.asks {
		return 0
	}
	return 1 + max(c.list.Len()+len(c.note(p)), 1) + c.spelled(p)
}

// spelled is the line that spells the selected contact out, where the columns
// have no room for all there is.
func (c *contactList) spelled(p *page) int {
	if c.active && p.w < wideContact {
		return 1
	}
	return 0
}

// rows is how many contacts are in sight in so many lines, the rule included.
func (c *contactList) rows(p *page, room int) int {
	return max(0, min(c.list.Len(), room-1-len(c.note(p))-c.spelled(p)))
}

// note is what stands below the contacts, or for them.
func (c *contactList) note(p *page) []string {
	return p.standing("contacts", p.detail.Contacts.Problem, p.detail.Contacts.Known(), c.list.Len())
}

// Widths from which a contact's line holds the address, and everything.
const (
	middleContact = 56
	wideContact   = 80
)

func (c *contactList) lines(p *page, room int, focused bool) []string {
	var out []string
	from, to := c.list.Window()
	cols := c.columns(p.w)
	for i := from; i < min(to, from+c.rows(p, room)); i++ {
		if one := c.byKey[c.list.Key(i)]; one != nil {
			out = append(out, p.personLine(one, cols, focused && c.active && i == c.list.Index()))
		}
	}
	if one := c.contact(); one != nil && c.spelled(p) > 0 {
		pen := widget.NewPen(p.w, p.frame.Theme)
		pen.Gap(1)
		pen.Text(p.frame.Theme.Dim, spell(one, p.w < middleContact, p.frame.Theme.Glyphs.Separator))
		out = append(out, pen.Line())
	}
	return append(out, c.note(p)...)
}

// spell is what the line of a contact has no room for.
func spell(c *model.Contact, email bool, sep string) string {
	var parts []string
	if email && !c.Email.IsEmpty() {
		parts = append(parts, c.Email.String())
	}
	if !c.Title.IsEmpty() {
		parts = append(parts, c.Title.String())
	}
	if len(parts) == 0 {
		return "nothing more is known"
	}
	return strings.Join(parts, " "+sep+" ")
}

// personCols are the widths of a contact's columns but the last, which takes what is
// left.
type personCols struct{ name, title, phone int }

// columns are as wide as what stands in them, so that the address is not cut beside
// blanks.
func (c *contactList) columns(w int) personCols {
	var most personCols
	for _, one := range c.byKey {
		most.name = max(most.name, widget.Width(nameOf(one)))
		most.title = max(most.title, widget.Width(one.Title.String()))
		most.phone = max(most.phone, widget.Width(one.Phone.String()))
	}
	switch {
	case w >= wideContact:
		return personCols{min(most.name, 20), min(most.title, 18), min(most.phone, 14)}
	case w >= middleContact:
		return personCols{min(most.name, 18), 0, min(most.phone, 14)}
	}
	return personCols{name: max(8, w-17)}
}

func nameOf(c *model.Contact) string {
	if name := c.Name.String(); name != "" {
		return name
	}
	return "no name, #" + number(int64(c.ID))[1:]
}

func (p *page) personLine(c *model.Contact, cols personCols, selected bool) string {
	th := p.frame.Theme
	text, dim, cursor := th.Text, th.Dim, " "
	if selected {
		text, dim, cursor = th.Sel, th.SelDim, th.Glyphs.Cursor
	}
	pen := widget.NewPen(p.w, th)
	if selected {
		pen.Text(th.SelAccent, cursor)
	} else {
		pen.Gap(1)
	}
	rest := func(st theme.Style, s string, n int) {
		if n > 0 {
			pen.Cell(st, s, n)
			pen.Cell(st, "", 2)
		}
	}
	rest(text, nameOf(c), cols.name)
	rest(dim, c.Title.String(), cols.title)
	rest(text, c.Phone.String(), cols.phone)
	last, st := c.Email, dim
	if p.w < middleContact {
		last, st = c.Phone, text
	}
	pen.Cell(st, last.String(), max(0, pen.Left()-1))
	pen.Cell(st, "", pen.Left())
	return pen.Line()
}
