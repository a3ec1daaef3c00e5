package wall

import "strings"

// signs is the font: for each sign its five rows of dots. Digits are three dots
// wide, so that they stand in columns.
const signs = `
0 ### #.# #.# #.# ###
1 .#. ##. .#. .#. ###
2 ### ..# ### #.. ###
3 ### ..# ### ..# ###
4 #.# #.# ### ..# ..#
5 ### #.. ### ..# ###
6 ### #.. ### #.# ###
7 ### ..# ..# ..# ..#
8 ### #.# ### #.# ###
9 ### #.# ### ..# ###
: . # . # .
+ ... .#. ### .#. ...
- ... ... ### ... ...
, . . . # #
. . . . . #
A ### #.# ### #.# #.#
B ##. #.# ##. #.# ##.
C ### #.. #.. #.. ###
D ##. #.# #.# #.# ##.
E ### #.. ##. #.. ###
F ### #.. ##. #.. #..
G ### #.. #.# #.# ###
H #.# #.# ### #.# #.#
I # # # # #
J ..# ..# ..# #.# ###
K #.# #.# ##. #.# #.#
L #.. #.. #.. #.. ###
M #...# ##.## #.#.# #...# #...#
N #..# ##.# #.## #..# #..#
O ### #.# #.# #.# ###
P ### #.# ### #.. #..
Q ### #.# #.# ### ..#
R ### #.# ##. #.# #.#
S ### #.. ### ..# ###
T ### .#. .#. .#. .#.
U #.# #.# #.# #.# ###
V #.# #.# #.# #.# .#.
W #...# #...# #.#.# ##.## #...#
X #.# #.# .#. #.# #.#
Y #.# #.# ### .#. .#.
Z ### ..# .#. #.. ###
`

// dots is how many rows of dots a sign has.
const dots = 5

// sign is one sign of the font.
type sign struct {
	w    int
	rows [dots]string
}

// on reports whether the dot is set; outside the sign none is.
func (s *sign) on(x, y int) bool {
	return x >= 0 && y >= 0 && x < s.w && y < dots && s.rows[y][x] == '#'
}

// font finds signs by their rune.
type font map[rune]*sign

func newFont() font {
	f := font{' ': {w: 2, rows: [dots]string{"..", "..", "..", "..", ".."}}}
	for _, line := range strings.Split(strings.TrimSpace(signs), "\n") {
		words := strings.Fields(line)
		s := &sign{w: len(words[1])}
		copy(s.rows[:], words[1:])
		f[rune(words[0][0])] = s
	}
	f['–'] = f['-']
	return f
}
