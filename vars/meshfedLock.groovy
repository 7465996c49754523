// Keeps the promotion lock of production meshes while the body runs, and gives it back whatever becomes of the body. An agent that is
// lost takes the renewing with it: then the lock ends by itself.
def call(Map args = [:], Closure body) {
    Map lock = args + [holder: args.holder ?: env.BUILD_TAG]
    lock.remove('name')
    int limit = args.limitMinutes ?: 1440
    Object value = null
    boolean over = false
    meshfedAcquireLock(lock + [limitMinutes: 60, timeout: '59m'])
    lock.remove('lockWait')
    parallel(
        // The first to fail ends the other: who lost the lock works no more, and who works no more needs no lock.
        failFast: true,
        'promotion lock': {
            meshfedAcquireLock(lock + [keep: true, limitMinutes: limit, timeout: limit + 'm'])
            if (!over) { error('meshfedLock: CONFLICT: somebody gave the promotion lock back while the work went on') }
        },
        'under the lock': {
            boolean good = false
            try {
                value = body()
                good = true
            } finally {
                over = true
                giveBack(lock, good)
            }
        })
    return value
}

/** After a failure that one is to be told, and not this. */
def giveBack(Map lock, boolean good) {
    Map given = lock + [:]
    given.remove('ttl')
    try {
        meshfedReleaseLock(given)
    } catch (Exception failed) {
        if (good) { throw failed }
        echo('the promotion lock was not given back, and ends by itself: ' + failed.message)
    }
}
