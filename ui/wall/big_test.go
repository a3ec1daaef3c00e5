package wall

import (
	"strings"
	"testing"

	"github.com/clipperhouse/displaywidth"

	"daybrief/ui/theme"
)

// Every sign has five rows of the same width, and all digits are as wide as each
// other, in every size: columns of figures stand straight.
func TestSignsAreAligned(t *testing.T) {
	t.Parallel()
	f := newFont()
	for r, s := range f {
		for y, row := range s.rows {
			if len(row) != s.w || strings.Trim(row, "#.") != "" {
				t.Errorf("%c: row %d is %q, %d wide", r, y, row, s.w)
			}
		}
	}
	for _, r := range "0123456789:+-–, ABCDEFGHIJKLMNOPQRSTUVWXYZ" {
		if f[r] == nil {
			t.Errorf("there is no %c", r)
		}
	}
	for k := 1; k <= 8; k++ {
		for _, g := range []theme.Glyphs{theme.Unicode(), theme.ASCII()} {
			for a := range 100 {
				text := num(int64(10 + a%90))
				lines := f.big(text, k, &g)
				if len(lines) != tall(k) {
					t.Fatalf("%s in size %d has %d lines, want %d", text, k, len(lines), tall(k))
				}
				for _, l := range lines {
					if w := displaywidth.String(l); w != 7*k || w != f.width(text, k) {
						t.Fatalf("%s in size %d: %q is %d cells wide, want %d", text, k, l, w, 7*k)
					}
				}
			}
		}
	}
}

func TestBigPicture(t *testing.T) {
	t.Parallel()
	g := theme.Unicode()
	got := strings.Join(newFont().big("14:05", 2, &g), "\n")
	want := strings.Join([]string{
		"  ██    ██  ██      ▄████▄  ▄█████",
		"████    ██  ██  ██  ██  ██  ██    ",
		"  ██    ▀█████      ██  ██  ▀████▄",
		"  ██        ██  ██  ██  ██      ██",
		"██████      ██      ▀████▀  █████▀",
	}, "\n")
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

// A sign keeps its shape in every size: a dot that is set is mostly ink, one that
// is not has none.
func TestBigKeepsItsShape(t *testing.T) {
	t.Parallel()
	for r, s := range newFont() {
		for k := 1; k <= 8; k++ {
			for y := range dots {
				for x := range s.w {
					n := 0
					for i := range k * k {
						n += rank(s.inked(x*k+i%k, y*k+i/k, k))
					}
					if s.on(x, y) != (4*n >= 3*k*k) || !s.on(x, y) && n > 0 {
						t.Errorf("%c in size %d: %d of the dot %d,%d is ink", r, k, n, x, y)
					}
				}
			}
			if s.inked(-1, 0, k) || s.inked(s.w*k, 0, k) || s.inked(0, -1, k) || s.inked(0, dots*k, k) {
				t.Errorf("%c in size %d has ink outside", r, k)
			}
		}
	}
}

func TestSizeFor(t *testing.T) {
	t.Parallel()
	f := newFont()
	for _, c := range []struct{ w, h, most, want int }{
		{6, 99, 9, 0}, {7, 3, 9, 1}, {7, 2, 9, 0}, {14, 5, 9, 2}, {14, 4, 9, 1}, {200, 99, 3, 3}, {0, 0, 9, 0},
	} {
		if got := f.sizeFor(c.w, c.h, c.most, "8", "42"); got != c.want {
			t.Errorf("%+v gives %d", c, got)
		}
	}
	if f.width("", 3) != 0 || f.width("\x1b日", 2) != 0 || len(f.big("", 2, &theme.Glyphs{})) != tall(2) {
		t.Error("a text without signs takes cells")
	}
}
