package report

import "slices"

// Behind are the records, as places among Rows, that a figure is made of: those
// that add something to it, and those of which nobody knows what they add. Of a
// figure to which no record adds by itself, such as a rate of two others, they
// are all of its group.
func (r Result) Behind(group, column int) []int {
	if group < 0 || group >= len(r.Groups) || column < 0 || column >= len(r.Report.Columns) {
		return nil
	}
	g, col := r.Groups[group], r.Report.Columns[column]
	summed := slices.ContainsFunc(r.Rows, func(row Row) bool {
		return row.Values[column] != nil || slices.Contains(row.Unknown, column)
	})
	var out []int
	for i, row := range r.Rows {
		if row.Group != g.Key || row.Currency != g.Currency {
			continue
		}
		v := row.Values[column]
		counts := v != nil && (*v != 0 || col.mean || col.median) || slices.Contains(row.Unknown, column)
		if !summed || counts {
			out = append(out, i)
		}
	}
	return out
}
