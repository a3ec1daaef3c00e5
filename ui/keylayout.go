package ui

import (
	"strings"

	tea "charm.land/bubbletea/v2"
)

// layouts are rows of other keyboards, each letter above the one of a US
// keyboard that sits in the same place.
func layouts() [][2]string {
	return [][2]string{
		{"йцукенгшщзхъфывапролджэячсмитьбюё", "qwertyuiop[]asdfghjkl;'zxcvbnm,.`"}, // Russian
		{"ЙЦУКЕНГШЩЗХЪФЫВАПРОЛДЖЭЯЧСМИТЬБЮЁ", "QWERTYUIOP{}ASDFGHJKL:\"ZXCVBNM<>~"},
		{"іїєґ", "s]'`"}, // Ukrainian, where it differs
		{"ІЇЄҐ", "S}\"~"},
		{"ςερτυθιοπασδφγηξκλζχψωβνμ", "wertyuiopasdfghjklzxcvbnm"}, // Greek
		{"ΕΡΤΥΘΙΟΠΑΣΔΦΓΗΞΚΛΖΧΨΩΒΝΜ", "ERTYUIOPASDFGHJKLZXCVBNM"},
		{"קראטוןםפשדגכעיחלךףזסבהנמצתץ", "ertyuiopasdfghjkl;zxcvbnm,."}, // Hebrew
	}
}

// inPlace is the key of a US keyboard that sits where a key of another layout
// was pressed: a terminal sends the letter, and our keys are Latin. false when
// the letter belongs to no layout that we know, or is one that works as it is.
func inPlace(msg tea.KeyPressMsg) (tea.KeyPressMsg, bool) {
	typed := []rune(msg.Text)
	if len(typed) != 1 || typed[0] < 0x80 {
		return msg, false
	}
	for _, l := range layouts() {
		theirs := []rune(l[0])
		for i, r := range theirs {
			if r == typed[0] {
				latin := []rune(l[1])[i]
				return tea.KeyPressMsg{Text: string(latin), Code: []rune(strings.ToLower(string(latin)))[0]}, true
			}
		}
	}
	return msg, false
}
