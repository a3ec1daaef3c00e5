package cwtest

import (
	"errors"
	"fmt"
)

// condition is a parsed filter. Leaves have a path, an operator and literals;
// inner nodes have op "and" or "or" and two sides.
type condition struct {
	op          string
	not         bool
	path        string
	args        []value
	left, right *condition
}

// maxDepth bounds the nesting of parentheses, so that no query can exhaust
// the stack.
const maxDepth = 64

type parser struct {
	lex   lexer
	tok   token
	depth int
}

// parseCondition reads a whole condition; "" is nil, which matches all.
func parseCondition(src string) (*condition, error) {
	p := &parser{lex: lexer{src: src}}
	if err := p.advance(); err != nil {
		return nil, err
	}
	if p.tok.kind == tEnd {
		return nil, nil
	}
	c, err := p.either()
	if err != nil {
		return nil, err
	}
	if p.tok.kind != tEnd {
		return nil, errors.New("expected 'and', 'or' or the end of the condition")
	}
	return c, nil
}

func (p *parser) advance() (err error) {
	p.tok, err = p.lex.next()
	return err
}

func (p *parser) isOp(op string) bool { return p.tok.kind == tOperator && p.tok.text == op }

func (p *parser) either() (*condition, error) { return p.chain("or", p.both) }
func (p *parser) both() (*condition, error)   { return p.chain("and", p.factor) }

func (p *parser) chain(op string, part func() (*condition, error)) (*condition, error) {
	left, err := part()
	for err == nil && p.isOp(op) {
		if err = p.advance(); err != nil {
			break
		}
		var right *condition
		right, err = part()
		left = &condition{op: op, left: left, right: right}
	}
	return left, err
}

func (p *parser) factor() (*condition, error) {
	if p.tok.kind != tOpen {
		return p.comparison()
	}
	if p.depth++; p.depth > maxDepth {
		return nil, errors.New("too many nested parentheses")
	}
	defer func() { p.depth-- }()
	if err := p.advance(); err != nil {
		return nil, err
	}
	c, err := p.either()
	if err != nil {
		return nil, err
	}
	if p.tok.kind != tClose {
		return nil, errors.New("expected ')'")
	}
	return c, p.advance()
}

func (p *parser) comparison() (*condition, error) {
	if p.tok.kind != tName {
		return nil, errors.New("expected the name of a field")
	}
	c := &condition{path: p.tok.text}
	if err := p.advance(); err != nil {
		return nil, err
	}
	if p.isOp("not") {
		c.not = true
		if err := p.advance(); err != nil {
			return nil, err
		}
	}
	if p.tok.kind != tOperator || p.isOp("and") || p.isOp("or") || p.isOp("not") {
		return nil, fmt.Errorf("expected an operator after '%s'", c.path)
	}
	c.op = p.tok.text
	if err := p.advance(); err != nil {
		return nil, err
	}
	if c.op == "in" {
		return c, p.list(c)
	}
	if p.tok.kind != tLiteral {
		return nil, fmt.Errorf("expected a value after '%s %s'; string values need quotes, dates brackets", c.path, c.op)
	}
	c.args = []value{p.tok.lit}
	return c, p.advance()
}

func (p *parser) list(c *condition) error {
	if p.tok.kind != tOpen {
		return errors.New("expected '(' after 'in'")
	}
	for {
		if err := p.advance(); err != nil {
			return err
		}
		if p.tok.kind != tLiteral {
			return errors.New("expected a value in the list of 'in'")
		}
		c.args = append(c.args, p.tok.lit)
		if err := p.advance(); err != nil {
			return err
		}
		if p.tok.kind == tComma {
			continue
		}
		if p.tok.kind != tClose {
			return errors.New("expected ',' or ')' in the list of 'in'")
		}
		return p.advance()
	}
}

// leaves calls yield for each comparison.
func (c *condition) leaves(yield func(*condition)) {
	if c == nil {
		return
	}
	if c.left == nil {
		yield(c)
		return
	}
	c.left.leaves(yield)
	c.right.leaves(yield)
}
