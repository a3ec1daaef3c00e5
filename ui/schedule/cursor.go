package schedule

import "daybrief/ui/layout"

// cursor is the selected row of a plan and how far the rows are scrolled.
type cursor struct {
	at  int // -1 when there is no row
	top int // first line of the timeline
}

// seek finds a member again; where it is gone, whoever stands in the same
// place. It returns the member that is selected now.
func (r *cursor) seek(p *plan, member string) string {
	was := r.at
	r.at = -1
	for i := range p.rows {
		if p.rows[i].key == member {
			r.at = i
			break
		}
	}
	if r.at < 0 && len(p.rows) > 0 {
		r.at = 0
		if member != nobodyYet {
			r.at = min(max(0, was), len(p.rows)-1)
		}
	}
	if r.at < 0 {
		return member
	}
	return p.rows[r.at].key
}

// scroll keeps the selected member in a window of h lines, with all lanes.
func (r *cursor) scroll(p *plan, h int) {
	first, n := 0, 1
	for i := range p.rows {
		n = p.height(i)
		if i >= r.at {
			break
		}
		first += n
	}
	count := p.lineCount()
	r.top = layout.Scroll(r.top, first+n-1, h, count)
	r.top = layout.Scroll(r.top, first, h, count)
}
