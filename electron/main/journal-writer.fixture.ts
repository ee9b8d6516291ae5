/** A process that appends to a journal until it is killed, and names each batch on its standard output once it is acknowledged. */
import { openJournal } from './journal'

const journal = await openJournal(process.argv[2]!)
console.log('open')
for (let batch = 0; ; batch += 3) {
  await Promise.all(
    [batch, batch + 1, batch + 2].map(async (number) => {
      const payload = new TextEncoder().encode(`${number}:`.padEnd(20 + ((number * 7919) % 6000), 'x'))
      await journal.append([payload, payload])
      process.stdout.write(`${number}\n`)
    }),
  )
}
