package picture

import (
	"fmt"
	"strings"
	"time"

	uv "github.com/charmbracelet/ultraviolet"
)

// Frame is one picture of a moving one.
type Frame struct {
	Cell func(x, y int) uv.Cell
	// Caption stands below it: the key that led here, and what it shows.
	Caption string
	Stay    time.Duration
}

// Moving draws frames of w by h cells one after the other, for ever, as one SVG
// with style rules and no script. Who wants no motion, and a reader that knows
// none, sees the first.
func Moving(w, h int, g Ground, frames []Frame) string {
	p := &painter{ground: g, classes: map[string]string{}}
	var whole time.Duration
	for _, f := range frames {
		whole += f.Stay
	}
	var rules, body strings.Builder
	rules.WriteString(".f{visibility:hidden}#f0{visibility:visible}.cap{font-weight:bold;fill:#f5d76e}@media not (prefers-reduced-motion:reduce){")
	at := time.Duration(0)
	share := func(d time.Duration) float64 { return 100 * d.Seconds() / whole.Seconds() }
	for i, f := range frames {
		begin, end := share(at), share(at+f.Stay)
		at += f.Stay
		before := "visible"
		if i > 0 {
			before = "hidden"
		}
		fmt.Fprintf(&rules, "#f%d{animation:k%d %.1fs step-end infinite}@keyframes k%d{0%%{visibility:%s}%.2f%%{visibility:visible}%.2f%%{visibility:hidden}}",
			i, i, whole.Seconds(), i, before, begin, end)
		fmt.Fprintf(&body, "<g class=\"f\" id=\"f%d\">\n%s", i, p.body(w, h, f.Cell))
		fmt.Fprintf(&body, "<text class=\"cap\" x=\"%.1f\" y=\"%.1f\">%s</text>\n</g>\n", edge+cellW, edge+float64(h)*cellH+baseline+2, escaped(f.Caption))
	}
	rules.WriteString("}")
	return p.around(w, h+1, rules.String(), body.String())
}
