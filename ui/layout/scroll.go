package layout

// Scroll is the first visible row of a list of count rows in a window of
// height rows: top, moved as little as it takes to show the selected row and to
// leave no empty rows at the end. A list without selection passes top itself.
func Scroll(top, selected, height, count int) int {
	if height <= 0 || count <= height {
		return 0
	}
	if selected < top {
		top = selected
	}
	if selected >= top+height {
		top = selected - height + 1
	}
	return min(max(0, top), count-height)
}
