package picture_test

import (
	"encoding/xml"
	"errors"
	"image/color"
	"io"
	"strings"
	"testing"
	"time"

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
	for _, want := range []string{">a&lt;&amp;</text>", `textLength="16.8" lengthAdjust="spacingAndGlyphs">東`, "fill:#14161a;font-weight:bold", "fill:#ff0000"} {
		if !strings.Contains(out, want) {
			t.Errorf("no %q in\n%s", want, out)
		}
	}
}

// Blocks and lines are drawn, each colour as one path: what continues to the
// right or below is one rectangle, and an accent does not pull text along.
func TestShapes(t *testing.T) {
	t.Parallel()
	lines := []string{"██▄x", "██ y", "━━│z"}
	out := picture.SVG(4, 3, picture.Dark(), func(x, y int) uv.Cell {
		return uv.Cell{Content: string([]rune(lines[y])[x]), Width: 1}
	})
	for _, want := range []string{
		`d="M10 10h16.8v36h-16.8zM26.8 19h8.4v9h-8.4z"`, `d="M10 53.4h16.8v3.2h-16.8zM30.3 46h1.4v18h-1.4z"`,
		">x</text>", ">y</text>", ">z</text>",
	} {
		if !strings.Contains(out, want) {
			t.Errorf("no %q in\n%s", want, out)
		}
	}
	for _, sign := range "▀▁▂▃▄▅▆▇█▉▊▋▌▍▎▏▐▖▗▘▙▚▛▜▝▞▟─│┌╭┐╮└╰┘╯├┤┬┴┼━┃┏┓┗┛┣┫┳┻╋" {
		out := picture.SVG(1, 1, picture.Dark(), func(int, int) uv.Cell { return uv.Cell{Content: string(sign), Width: 1} })
		if strings.Contains(out, "<text") || !strings.Contains(out, " d=\"M") {
			t.Errorf("%c is not drawn:\n%s", sign, out)
		}
	}
}

// A moving picture is well-formed, shows its first frame where nothing moves,
// and each frame from its moment to the next one's.
func TestMoving(t *testing.T) {
	t.Parallel()
	frame := func(sign, caption string, stay time.Duration) picture.Frame {
		return picture.Frame{Cell: func(int, int) uv.Cell { return uv.Cell{Content: sign, Width: 1} }, Caption: caption, Stay: stay}
	}
	out := picture.Moving(3, 1, picture.Dark(), []picture.Frame{frame("a", "<first>", time.Second), frame("b", "second", 3*time.Second)})
	for d := xml.NewDecoder(strings.NewReader(out)); ; {
		if _, err := d.Token(); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			t.Fatalf("%v\n%s", err, out)
		}
	}
	for _, want := range []string{
		"#f0{visibility:visible}", "prefers-reduced-motion", ">aaa</text>", ">bbb</text>", ">&lt;first&gt;</text>",
		"@keyframes k0{0%{visibility:visible}0.00%{visibility:visible}25.00%{visibility:hidden}}",
		"#f1{animation:k1 4.0s step-end infinite}@keyframes k1{0%{visibility:hidden}25.00%{visibility:visible}100.00%{visibility:hidden}}",
	} {
		if !strings.Contains(out, want) {
			t.Errorf("no %q in\n%s", want, out)
		}
	}
}
