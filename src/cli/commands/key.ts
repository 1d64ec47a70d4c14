/** `leakcheck key` */
import { Command } from 'commander'
import { showKey } from '../../case/key-show.ts'
import { type CommonFlags, contextOf, withCommonOptions } from '../context.ts'

const EXAMPLES = `
Examples:
  leakcheck key show
  leakcheck key show --key /media/usb/case-7.key`

export function command(): Command {
  const show = withCommonOptions(new Command('show'))
    .summary('where the key is and which case it opens')
    .description(
      'Says where the key is, which case it opens and whether it is protected; never the key.',
    )
    .addHelpText('after', EXAMPLES)
    .action(run)
  return new Command('key').summary('where the key of the case is').addCommand(show)
}

async function run(flags: CommonFlags): Promise<void> {
  const { environment, output } = contextOf(flags)
  const shown = await showKey(environment)
  output.result({ schema: 'leakcheck.key/1', ...shown }, () =>
    [
      `key    ${shown.path}`,
      `case   ${shown.caseId}`,
      `check  ${shown.checkValue}`,
      shown.isProtected
        ? 'protected by a passphrase'
        : 'not protected: whoever reads the file and the case reads everything',
    ].join('\n'),
  )
}
