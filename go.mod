module daybrief

go 1.26.7

require (
	charm.land/bubbles/v2 v2.2.1 // help, key: bindings and the help drawn from them
	charm.land/bubbletea/v2 v2.1.1 // the TUI runtime
	charm.land/lipgloss/v2 v2.1.0 // styles, down-sampled to what the terminal can show
	github.com/BurntSushi/toml v1.6.0 // the configuration; Undecoded() finds unknown keys
	github.com/charmbracelet/colorprofile v0.4.3 // how many colours the terminal has
	github.com/charmbracelet/ultraviolet v0.0.0-20261008173134-6b8d4baf91b4 // tests: the emulator's cells
	github.com/charmbracelet/x/ansi v0.11.9 // wrapping and escapes; the version that bubbletea v2.1.1 is built with
	github.com/charmbracelet/x/vt v0.0.0-20260924144451-d676b019604b // tests, pictures: a terminal emulator
	github.com/clipperhouse/displaywidth v0.11.0 // width of plain text, thirty times faster than of styled text
	github.com/creack/pty v1.1.24 // tests: a pseudo-terminal
	github.com/google/go-cmp v0.7.0 // tests: differences that can be read
	github.com/google/jsonschema-go v0.4.3 // tests: does the configuration hold to its own JSON Schema
	github.com/spf13/cobra v1.10.2 // commands, suggestions, completion for four shells
	github.com/spf13/pflag v1.0.10 // cobra's flags: those that take one of some words are completed; v1.1.0 writes "--debug[=true|false]" in every help
	github.com/zalando/go-keyring v0.2.8 // the system's keyring, without cgo
	go.uber.org/goleak v1.3.0 // tests: no goroutine is left behind
	golang.org/x/net v0.62.0 // the HTML tokenizer, for notes that are mail
	golang.org/x/sync v0.25.0 // builds of a release, some at a time
	golang.org/x/sys v0.50.0 // owner-only files on Windows, locks, signals
	golang.org/x/term v0.48.0 // is this a terminal; restore it
	modernc.org/sqlite v1.62.0 // the history: SQLite with FTS5 in pure Go
	pgregory.net/rapid v1.3.0 // tests: properties over random events
)

require (
	github.com/charmbracelet/x/exp/ordered v0.1.0 // indirect
	github.com/charmbracelet/x/term v0.2.2 // indirect
	github.com/charmbracelet/x/termios v0.1.1 // indirect
	github.com/charmbracelet/x/windows v0.2.2 // indirect
	github.com/clipperhouse/uax29/v2 v2.7.0 // indirect
	github.com/danieljoos/wincred v1.2.3 // indirect
	github.com/godbus/dbus/v5 v5.2.2 // indirect
	github.com/inconshreveable/mousetrap v1.1.0 // indirect
	github.com/lucasb-eyer/go-colorful v1.4.1 // indirect
	github.com/mattn/go-runewidth v0.0.31 // indirect; raised: v0.0.27 spends 40-150 ms at start-up
	github.com/muesli/cancelreader v0.2.2 // indirect
	github.com/rivo/uniseg v0.4.7 // indirect
	github.com/xo/terminfo v1.0.0 // indirect
)

require (
	github.com/cpuguy83/go-md2man/v2 v2.0.6 // indirect
	github.com/dustin/go-humanize v1.1.0 // indirect
	github.com/google/uuid v1.6.0 // indirect
	github.com/kr/text v0.2.0 // indirect
	github.com/mattn/go-isatty v0.0.24 // indirect
	github.com/ncruces/go-strftime v1.1.0 // indirect
	github.com/remyoudompheng/bigfft v0.0.0-20230129092748-24d4a6f8daec // indirect
	github.com/russross/blackfriday/v2 v2.1.0 // indirect
	go.yaml.in/yaml/v3 v3.0.4 // indirect
	golang.org/x/text v0.43.0 // indirect
	modernc.org/libc v1.80.1 // indirect
	modernc.org/mathutil v1.7.1 // indirect
	modernc.org/memory v1.12.1 // indirect
)
