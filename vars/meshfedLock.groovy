// Keeps the promotion lock of production meshes while the body runs, and gives it back whatever becomes of the body. An agent that is
// lost takes the renewing with it: then the lock ends by itself.
def call(Map args = [:], Closure body) {
    Map lock = args.subMap(['allowExec', 'archive', 'federation', 'image', 'junit', 'kubeconfigCredentialsId', 'launcher', 'limitMinutes',
        'lockWait', 'logLevel', 'mesh', 'peering', 'qps', 'tool', 'ttl', 'verbose'])
    List wrong = (args.keySet() - lock.keySet() - ['holder']).toList()
    if (wrong) { error('meshfedLock: INPUT: there is no key ' + wrong.join(', ')) }
    lock.holder = args.holder ?: env.BUILD_TAG
    int limit = args.limitMinutes ?: 1440
    Map given = lock.subMap(lock.keySet() - ['lockWait', 'ttl'])
    Object value = null
    boolean over = false
    meshfedAcquireLock(lock + [limitMinutes: 60, timeout: '59m'])
    parallel(
        // The first to fail ends the other: who lost the lock works no more, and who works no more needs no lock.
        failFast: true,
        'promotion lock': {
            meshfedAcquireLock(lock.subMap(lock.keySet() - ['lockWait']) + [keep: true, limitMinutes: limit, timeout: limit + 'm'])
            if (!over) { error('meshfedLock: CONFLICT: somebody gave the promotion lock back while the work went on') }
        },
        'under the lock': {
            try {
                value = body()
                over = true
            } finally {
                if (over) { meshfedReleaseLock(given) } else { giveBack(given) }
            }
        })
    return value
}

/** After a failure, which is the one to be told. */
def giveBack(Map lock) {
    try {
        meshfedReleaseLock(lock)
    } catch (Exception untold) {
        echo('the promotion lock was not given back, and ends by itself: ' + untold.message)
    }
}
