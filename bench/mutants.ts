import ts from 'typescript'

/** One place that can be taken out of a file: from here to there, and what to put instead. */
export interface Mutant {
  line: number
  from: number
  to: number
  instead: string
  was: string
}

/**
 * Everything of a file that a test should miss: each statement, property, element, case and half of
 * a condition. Declarations stay: without one nothing runs, which proves nothing.
 */
export function mutantsOf(name: string, text: string): Mutant[] {
  const file = ts.createSourceFile(name, text, ts.ScriptTarget.Latest, true)
  const mutants: Mutant[] = []
  const take = (node: ts.Node, instead = '') => {
    const [from, to] = [node.getStart(file), node.getEnd()]
    const line = file.getLineAndCharacterOfPosition(from).line + 1
    mutants.push({ line, from, to, instead, was: text.slice(from, to).split('\n')[0] ?? '' })
  }
  /** A member of a list goes with the comma behind it. */
  const takeMember = (node: ts.Node) => {
    take(node)
    const last = mutants.at(-1)
    const comma = /^\s*,/.exec(text.slice(node.getEnd()))
    if (last && comma) last.to += comma[0].length
  }

  const visit = (node: ts.Node): void => {
    if (ts.isTypeNode(node) || ts.isInterfaceDeclaration(node) || ts.isImportDeclaration(node))
      return
    if (ts.isExpressionStatement(node) || ts.isThrowStatement(node)) take(node, ';')
    if (ts.isReturnStatement(node) && node.expression) take(node, ';')
    if (ts.isIfStatement(node)) {
      take(node.expression, 'false')
      take(node.expression, 'true')
    }
    if (ts.isConditionalExpression(node)) {
      take(node.condition, 'false')
      take(node.condition, 'true')
    }
    if (ts.isBinaryExpression(node)) {
      const operator = node.operatorToken.kind
      const joins = [
        ts.SyntaxKind.AmpersandAmpersandToken,
        ts.SyntaxKind.BarBarToken,
        ts.SyntaxKind.QuestionQuestionToken,
      ]
      if (joins.includes(operator)) {
        take(node, `(${node.left.getText(file)})`)
        take(node, `(${node.right.getText(file)})`)
      }
    }
    if (ts.isObjectLiteralExpression(node)) node.properties.forEach(takeMember)
    if (ts.isArrayLiteralExpression(node)) node.elements.forEach(takeMember)
    if (ts.isCaseClause(node) && node.statements.length > 0) take(node)
    ts.forEachChild(node, visit)
  }
  visit(file)
  return mutants
}
