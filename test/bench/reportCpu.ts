// Loaded into each measured process before its own code: answers how much processor time it has used.
process.on('message', (message) => {
  if (message === 'cpu') process.send?.({ cpu: process.cpuUsage() })
})
