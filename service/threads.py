"""How many threads a matrix product may take: one."""

from threadpoolctl import threadpool_limits


def one_thread() -> None:
    """Let products run on one thread: for BLAS in this whole process, for OpenMP in the thread that calls it.

    The products are small, so more threads only wait for each other, at three times the cost; and sums on one thread
    are in one order, which gives the same answer everywhere. Call it when the libraries are loaded.
    """
    threadpool_limits(1)
