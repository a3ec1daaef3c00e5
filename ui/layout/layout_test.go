package layout

import (
	"slices"
	"testing"

	"pgregory.net/rapid"
)

func TestSplit(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct {
		total int
		sizes []Size
		want  []int
	}{
		"nothing":                   {10, nil, []int{}},
		"bars and a body":           {24, []Size{Fixed(1), Fill(1), Fixed(1)}, []int{1, 22, 1}},
		"equal shares":              {10, []Size{Fill(1), Fill(1), Fill(1)}, []int{3, 3, 4}},
		"shares by weight":          {100, []Size{Fill(3), Fill(2)}, []int{60, 40}},
		"fixed beyond the total":    {5, []Size{Fixed(3), Fixed(3), Fill(1)}, []int{3, 2, 0}},
		"only fixed leaves a rest":  {9, []Size{Fixed(3), Fixed(3)}, []int{3, 3}},
		"a minimum below the share": {100, []Size{Fill(1), Min(1, 20)}, []int{50, 50}},
		"a minimum above the share": {40, []Size{Fill(3), Min(1, 20)}, []int{20, 20}},
		"minima push one another":   {60, []Size{Fill(4), Min(1, 20), Min(1, 20)}, []int{20, 20, 20}},
		"minima without room":       {30, []Size{Min(1, 20), Min(1, 20)}, []int{20, 10}},
		"negative total":            {-4, []Size{Fixed(3), Fill(1)}, []int{0, 0}},
		"negative fixed":            {8, []Size{Fixed(-3), Fill(1)}, []int{0, 8}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if got := split(tc.total, tc.sizes); !slices.Equal(got, tc.want) {
				t.Errorf("split(%d) = %v, want %v", tc.total, got, tc.want)
			}
		})
	}
}

func TestSplitProperties(t *testing.T) {
	t.Parallel()
	one := rapid.Custom(func(t *rapid.T) Size {
		n, w := rapid.IntRange(-2, 60).Draw(t, "cells"), rapid.IntRange(0, 9).Draw(t, "weight")
		switch rapid.IntRange(0, 2).Draw(t, "kind") {
		case 0:
			return Fixed(n)
		case 1:
			return Fill(w)
		}
		return Min(w, n)
	})
	rapid.Check(t, func(t *rapid.T) {
		total := rapid.IntRange(-3, 300).Draw(t, "total")
		sizes := rapid.SliceOfN(one, 0, 7).Draw(t, "sizes")
		got := split(total, sizes)
		sum, least, shares := 0, 0, 0
		for i, n := range got {
			if n < 0 {
				t.Fatalf("part %d is %d", i, n)
			}
			sum += n
			least += sizes[i].cells
			if sizes[i].weight > 0 {
				shares++
			}
		}
		if sum > max(0, total) || shares > 0 && sum != max(0, total) {
			t.Fatalf("parts %v of %v add up to %d of %d", got, sizes, sum, total)
		}
		if least > total {
			return
		}
		for i, n := range got {
			if n < sizes[i].cells {
				t.Fatalf("part %d of %v got %d though there is room for all minima in %d", i, sizes, n, total)
			}
		}
	})
}

func TestRowsAndColsTile(t *testing.T) {
	t.Parallel()
	r := Rect{X: 3, Y: 2, W: 40, H: 12}
	rows := r.Rows(Fixed(1), Fill(1), Fixed(1))
	if rows[0] != (Rect{3, 2, 40, 1}) || rows[1] != (Rect{3, 3, 40, 10}) || rows[2] != (Rect{3, 13, 40, 1}) {
		t.Errorf("rows = %v", rows)
	}
	cols := r.Cols(Fill(1), Fixed(1), Fill(1))
	if cols[0] != (Rect{3, 2, 19, 12}) || cols[1] != (Rect{22, 2, 1, 12}) || cols[2] != (Rect{23, 2, 20, 12}) {
		t.Errorf("cols = %v", cols)
	}
}

func TestRect(t *testing.T) {
	t.Parallel()
	r := Rect{X: 2, Y: 1, W: 10, H: 4}
	if got := r.Inset(1, 1, 1, 9); got != (Rect{3, 2, 8, 0}) || !got.Empty() {
		t.Errorf("Inset = %v", got)
	}
	if !r.Contains(2, 1) || !r.Contains(11, 4) || r.Contains(12, 4) || r.Contains(11, 5) || r.Contains(1, 1) {
		t.Error("Contains is off by one")
	}
	if got := r.Centre(4, 2); got != (Rect{5, 2, 4, 2}) {
		t.Errorf("Centre = %v", got)
	}
	if got := r.Centre(40, 20); got != r {
		t.Errorf("Centre of something bigger = %v", got)
	}
}

func TestScroll(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		count := rapid.IntRange(0, 50).Draw(t, "count")
		height := rapid.IntRange(0, 20).Draw(t, "height")
		top := rapid.IntRange(-5, 60).Draw(t, "top")
		sel := rapid.IntRange(0, max(0, count-1)).Draw(t, "selected")
		got := Scroll(top, sel, height, count)
		if got < 0 || count > 0 && height > 0 && (sel < got || sel >= got+height) {
			t.Fatalf("row %d is not in %d..%d", sel, got, got+height)
		}
		if got > max(0, count-height) {
			t.Fatalf("empty rows at the end: top %d, height %d, count %d", got, height, count)
		}
		if again := Scroll(got, sel, height, count); again != got && height > 0 {
			t.Fatalf("not steady: %d, then %d", got, again)
		}
		if top >= 0 && top <= count-height && sel >= top && sel < top+height && got != top {
			t.Fatalf("moved from %d to %d without need", top, got)
		}
	})
}

func TestBounded(t *testing.T) {
	t.Parallel()
	for _, c := range [][4]int{{80, 24, 80, 24}, {65535, 65535, 500, 200}, {-1, 0, 0, 0}} {
		if w, h := Bounded(c[0], c[1]); w != c[2] || h != c[3] {
			t.Errorf("%v: %d, %d", c, w, h)
		}
	}
}
