package widget_test

import (
	"fmt"

	"daybrief/ui/theme"
	"daybrief/ui/widget"
)

func ExampleFit() {
	fmt.Printf("[%s]\n", widget.Fit("Printer on floor 2", 12, "…"))
	fmt.Printf("[%s]\n", widget.FitRight("1 h 20", 12, "…"))
	fmt.Printf("[%s]\n", widget.Fit("⚠️ 日本語", 6, "…"))
	// Output:
	// [Printer on… ]
	// [      1 h 20]
	// [⚠ 日… ]
}

func ExampleTable() {
	t := widget.Table{Columns: []widget.Column{
		{ID: "id", Title: "#", Min: 3, Max: 3, Right: true},
		{ID: "what", Title: "what", Min: 8, Weight: 1},
		{ID: "age", Title: "age", Min: 4, Max: 4, Right: true, Rank: 1},
	}}
	t.Cells = func(key int64, cells []widget.Cell) {
		cells[0] = widget.Cell{Text: fmt.Sprint(key), Ink: widget.InkDim}
		cells[1] = widget.Cell{Text: "a ticket"}
		cells[2] = widget.Cell{Text: "3 h", Ink: widget.InkFaint}
	}
	t.Sort = "age"
	t.Set([]int64{7, 8, 9})
	t.Select(8)
	t.Layout(24, 3, &theme.Theme{Glyphs: theme.Unicode()})
	for _, line := range t.Draw(true) {
		fmt.Printf("[%s]\n", line)
	}
	// Output:
	// [   # what          age↑ ]
	// [   7 a ticket       3 h┃]
	// [▌  8 a ticket       3 h ]
}

func ExampleSparkline() {
	g := theme.Unicode()
	fmt.Printf("[%s] [%s]\n", widget.Sparkline([]float64{2, 3, 5, 8, 6}, 6, &g), widget.Gauge(0.62, 8, &g))
	// Output: [ ▃▄▅█▆] [█████   ]
}

func ExampleWrap() {
	lines, more := widget.Wrap("The printer on floor 2 prints blank pages.", 16, 2)
	fmt.Printf("%q %v\n", lines, more)
	// Output: ["The printer on" "floor 2 prints"] true
}
