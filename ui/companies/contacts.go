package companies

import (
	"cmp"
	"slices"
	"strings"

	"daybrief/internal/psa"
	"daybrief/model"
	"daybrief/ui/theme"
	"daybrief/ui/widget"
)

// meet takes in what is known of the company's contacts, by name. The selected
// one stays selected.
func (p *pane) meet() {
	p.asks = p.frame.Company != nil && p.company.id > 0
	p.contacts = map[int64]*model.Contact{}
	if !p.asks {
		p.people.Set(nil)
		p.onPeople, p.detail = false, psa.CompanyDetail{}
		return
	}
	p.detail = p.frame.Company(p.company.id)
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
	for i, c := range order {
		keys[i] = int64(c.ID)
		p.contacts[keys[i]] = c
	}
	p.people.Set(keys)
	p.onPeople = p.onPeople && len(keys) > 0
}

// flag puts what is not so before what is.
func flag(b bool) int {
	if b {
		return 1
	}
	return 0
}

// outdated reports whether something else is known of the company by now.
func (p *pane) outdated(d psa.CompanyDetail) bool {
	o := &p.detail
	return !d.Contacts.At.Equal(o.Contacts.At) || !d.Agreements.At.Equal(o.Agreements.At) || d.Busy != o.Busy ||
		d.Contacts.Problem != o.Contacts.Problem || d.Agreements.Problem != o.Agreements.Problem
}

// contact is the selected one; nil when the keys are not among the contacts.
func (p *pane) contact() *model.Contact {
	key, ok := p.people.Selected()
	if !ok || !p.onPeople {
		return nil
	}
	return p.contacts[key]
}

// peopleWant is how many lines the section could fill.
func (p *pane) peopleWant() int {
	if !p.asks {
		return 0
	}
	return 1 + max(p.people.Len()+len(p.peopleNote()), 1) + p.spelled()
}

// spelled is the line that spells the selected contact out, where the columns
// have no room for all there is.
func (p *pane) spelled() int {
	if p.onPeople && p.w < wideContact {
		return 1
	}
	return 0
}

// peopleRows is how many contacts are in sight.
func (p *pane) peopleRows() int {
	return max(0, min(p.people.Len(), p.rooms[people]-1-len(p.peopleNote())-p.spelled()))
}

// peopleNote is what stands below the contacts, or for them.
func (p *pane) peopleNote() []string {
	return p.standing("contacts", p.detail.Contacts.Problem, p.detail.Contacts.Known(), p.people.Len())
}

// standing is what is to be standing of a list beside its rows: that it is under way,
// empty, or why it could not be had. A failure never looks like an empty list.
func (p *pane) standing(noun string, problem *model.Problem, known bool, n int) []string {
	th := p.frame.Theme
	if th == nil {
		return nil
	}
	switch {
	case problem != nil && problem.Kind == model.Forbidden && problem.Needs != "":
		return p.wrapped(th.Warn, "Not allowed to read "+noun+": the key's role needs "+problem.Needs+".")
	case problem != nil && problem.Kind == model.NotOffered:
		return p.wrapped(th.Dim, problem.Error())
	case problem != nil && problem.Kind == model.NotFound:
		return p.wrapped(th.Dim, "This server does not offer "+noun+".")
	case problem != nil:
		return p.wrapped(th.Warn, problem.What.String())
	case !known:
		return []string{p.sentence(th.Dim, "Asking for "+noun+th.Glyphs.Ellipsis)}
	case n == 0:
		return []string{p.sentence(th.Dim, "none")}
	}
	return nil
}

func (p *pane) wrapped(st theme.Style, text string) []string {
	lines, _ := widget.Wrap(text, max(1, p.w-2), 3)
	for i := range lines {
		lines[i] = p.sentence(st, lines[i])
	}
	return lines
}

func (p *pane) sentence(st theme.Style, text string) string {
	pen := widget.NewPen(p.w, p.frame.Theme)
	pen.Gap(1)
	pen.Text(st, text)
	return pen.Line()
}

// Widths from which a contact's line holds the address, and everything.
const (
	middleContact = 56
	wideContact   = 80
)

func (p *pane) peopleLines(focused bool) []string {
	var out []string
	from, to := p.people.Window()
	for i := from; i < min(to, from+p.peopleRows()); i++ {
		c := p.contacts[p.people.Key(i)]
		if c == nil {
			continue
		}
		out = append(out, p.personLine(c, focused && i == p.people.Index()))
	}
	if c := p.contact(); c != nil && p.spelled() > 0 {
		pen := widget.NewPen(p.w, p.frame.Theme)
		pen.Gap(1)
		pen.Text(p.frame.Theme.Dim, spell(c, p.w < middleContact, p.frame.Theme.Glyphs.Separator))
		out = append(out, pen.Line())
	}
	return append(out, p.peopleNote()...)
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

func (p *pane) personLine(c *model.Contact, selected bool) string {
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
	name := c.Name.String()
	if name == "" {
		name = "no name, #" + number(int64(c.ID))[1:]
	}
	rest := func(st theme.Style, s string, n int) {
		pen.Cell(st, s, n)
		pen.Cell(st, "", 1)
	}
	switch {
	case p.w >= wideContact:
		rest(text, name, 20)
		rest(dim, c.Title.String(), 18)
		rest(text, c.Phone.String(), 14)
		pen.Cell(dim, c.Email.String(), pen.Left())
	case p.w >= middleContact:
		rest(text, name, 18)
		rest(text, c.Phone.String(), 14)
		pen.Cell(dim, c.Email.String(), pen.Left())
	default:
		n := max(8, pen.Left()-16)
		rest(text, name, n)
		pen.Cell(text, c.Phone.String(), pen.Left())
	}
	return pen.Line()
}
