package ownfile

import (
	"encoding/binary"
	"unicode/utf16"
)

// Text is a file's or a pipe's bytes as UTF-8. PowerShell writes UTF-16, with a
// byte order mark into files and without one into some pipes; anything else is
// handed back as it is.
func Text(data []byte) string {
	order, from := utf16Of(data)
	if order == nil {
		return string(data)
	}
	var units []uint16
	for ; from+1 < len(data); from += 2 {
		units = append(units, order.Uint16(data[from:]))
	}
	return string(utf16.Decode(units))
}

// utf16Of tells UTF-16 by its mark, or by its first character, which is ASCII
// in settings and keys; nil for other text.
func utf16Of(data []byte) (order binary.ByteOrder, from int) {
	switch {
	case len(data) < 2:
		return nil, 0
	case data[0] == 0xff && data[1] == 0xfe:
		return binary.LittleEndian, 2
	case data[0] == 0xfe && data[1] == 0xff:
		return binary.BigEndian, 2
	case len(data)%2 == 0 && data[0] != 0 && data[1] == 0:
		return binary.LittleEndian, 0
	case len(data)%2 == 0 && data[0] == 0 && data[1] != 0:
		return binary.BigEndian, 0
	}
	return nil, 0
}
