package companies

// names are the companies of the table, which the filter can be completed to.
func (s *Screen) names() []string {
	var out []string
	for _, f := range s.rows {
		out = append(out, f.name)
	}
	return out
}
