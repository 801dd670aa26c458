import { join } from 'node:path'
import ts from 'typescript'
import tseslint from 'typescript-eslint'
import { projectRoot } from './runCommand.ts'

/** What has types together: the page, and all that runs on Node; test knows the most libraries and comes first. */
const worlds = [['web'], ['test', 'bff', 'shared', 'scripts']] as const
const components = [{ extension: '.vue', isMixedContent: true, scriptKind: ts.ScriptKind.Deferred }]
const OPENING = /<script setup lang="ts">/
const CLOSING = '</script>'

/** An editor asks again while files change. */
const isSingleRun =
  process.argv[1]?.endsWith('/eslint/bin/eslint.js') === true && !process.argv.includes('--fix')

type Parse = (code: string, options: object) => ReturnType<typeof parser.parseForESLint>
const { parser } = tseslint
const parse: Parse = parser.parseForESLint

const programs = new Map<string, ts.Program>()

/**
 * Where every file is linted once, one program for each world. The linter's own project service makes one for each
 * project, and a new one for each component, whose types it then works out anew.
 */
export const lintParser = {
  ...parser,
  parseForESLint(code: string, options: object): ReturnType<Parse> {
    const program = isSingleRun && isTyped(options) && findProgram(options.filePath, code)
    const own = program ? { projectService: undefined, programs: [program] } : {}
    return parse(code, { ...options, ...own })
  },
}

/** The expressions of a template are parsed without types. */
function isTyped(options: object): options is { filePath: string } {
  return 'filePath' in options && 'projectService' in options && Boolean(options.projectService)
}

/** None when the code is not as it was read: the parser of templates rewrites generic components. */
function findProgram(path: string, code: string): ts.Program | undefined {
  const world = worlds.find((folders) => folders.some((folder) => isIn(folder, path))) ?? worlds[1]
  const program = programs.get(world[0]) ?? openProgram(world)
  programs.set(world[0], program)
  return program.getSourceFile(path)?.text === code ? program : undefined
}

function isIn(folder: string, path: string): boolean {
  return path.startsWith(join(projectRoot, folder, '/'))
}

function openProgram(folders: readonly string[]): ts.Program {
  const projects = folders.map(readProject)
  const options = { ...projects[0]?.options, allowNonTsExtensions: true }
  const files = new Set(projects.flatMap(({ fileNames }) => fileNames))
  return ts.createProgram([...files], options, createHost(options))
}

function readProject(folder: string): ts.ParsedCommandLine {
  const path = join(projectRoot, folder, 'tsconfig.json')
  const host: ts.ParseConfigFileHost = {
    ...ts.sys,
    onUnRecoverableConfigFileDiagnostic: ({ messageText }) => {
      throw new Error(ts.flattenDiagnosticMessageText(messageText, '\n'))
    },
  }
  const project = ts.getParsedCommandLineOfConfigFile(
    path,
    {},
    host,
    undefined,
    undefined,
    components,
  )
  if (!project) throw new Error(`no project in ${folder}`)
  return project
}

function createHost(options: ts.CompilerOptions): ts.CompilerHost {
  const host = ts.createCompilerHost(options, true)
  return {
    ...host,
    getSourceFile(path, languageVersion, ...others) {
      if (!path.endsWith('.vue')) return host.getSourceFile(path, languageVersion, ...others)
      const script = toScript(host.readFile(path) ?? '')
      return ts.createSourceFile(path, script, languageVersion, true, ts.ScriptKind.TS)
    },
  }
}

function toScript(component: string): string {
  const opening = OPENING.exec(component)
  if (!opening) return ''
  const start = opening.index + opening[0].length
  return component.slice(start, component.indexOf(CLOSING, start))
}
