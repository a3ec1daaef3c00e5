package picture_test

import (
	"encoding/xml"
	"errors"
	"image/color"
	"io"
	"strings"
	"testing"

	uv "github.com/charmbracelet/ultraviolet"

	"daybrief/internal/picture"
)

// A picture is well-formed whatever stands on the screen, and a wide sign takes
// two cells.
func TestSVG(t *testing.T) {
	t.Parallel()
	signs := []string{"a", "<", "&", "東", "", "b", " ", "─"}
	out := picture.SVG(len(signs), 1, picture.Dark(), func(x, _ int) uv.Cell {
		c := uv.Cell{Content: signs[x], Width: 1}
		if signs[x] == "東" {
			c.Width = 2
		}
		if x == 5 {
			c.Style.Fg = color.RGBA{R: 255, A: 255}
			c.Style.Attrs = uv.AttrReverse | uv.AttrBold
		}
		return c
	})
	d := xml.NewDecoder(strings.NewReader(out))
	for {
		if _, err := d.Token(); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			t.Fatalf("%v\n%s", err, out)
		}
	}
	for _, want := range []string{">a&lt;&amp;</text>", `textLength="16.8" lengthAdjust="spacingAndGlyphs">東`, "fill:#14161a;font-weight:bold", `fill="#ff0000"`} {
		if !strings.Contains(out, want) {
			t.Errorf("no %q in\n%s", want, out)
		}
	}
}
