package companies

import (
	"daybrief/internal/psa"
	"daybrief/model"
	"daybrief/ui/screen"
	"daybrief/ui/theme"
	"daybrief/ui/widget"
)

// page is what the sections of the pane write about and on: a company, what is
// known of it, and so many cells.
type page struct {
	company *figures
	detail  psa.CompanyDetail
	asks    bool // whether contacts and agreements can be had at all
	frame   screen.Frame
	w, h    int
}

// ask takes in what is known of the company.
func (p *page) ask() {
	p.asks = p.frame.Company != nil && p.company.id > 0
	p.detail = psa.CompanyDetail{}
	if p.asks {
		p.detail = p.frame.Company(p.company.id)
	}
}

// outdated reports whether something else is known of the company by now.
func (p *page) outdated(d psa.CompanyDetail) bool {
	o := &p.detail
	return !d.Contacts.At.Equal(o.Contacts.At) || !d.Agreements.At.Equal(o.Agreements.At) || d.Busy != o.Busy ||
		d.Contacts.Problem != o.Contacts.Problem || d.Agreements.Problem != o.Agreements.Problem
}

// standing is what is to be said of a list beside its rows: that it is under way,
// empty, or why it could not be had. A failure never looks like an empty list.
func (p *page) standing(noun string, problem *model.Problem, known bool, n int) []string {
	th := p.frame.Theme
	if th == nil {
		return nil
	}
	switch {
	case problem != nil && problem.Kind == model.Forbidden && problem.Needs != "":
		return p.wrapped(th.Warn, "Not allowed to read "+noun+": the keys' role needs "+problem.Needs+".")
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

func (p *page) wrapped(st theme.Style, text string) []string {
	lines := widget.Lines(text, max(1, p.w-2), 3, p.frame.Theme.Glyphs.Ellipsis)
	for i := range lines {
		lines[i] = p.sentence(st, lines[i])
	}
	return lines
}

func (p *page) sentence(st theme.Style, text string) string {
	pen := widget.NewPen(p.w, p.frame.Theme)
	pen.Gap(1)
	pen.Text(st, text)
	return pen.Line()
}
