using AssetsBackup.Features.Notifications.Channels;
using Mediator;
using Microsoft.AspNetCore.Mvc;

namespace AssetsBackup.Features.Notifications;

/// <summary>Who is told of what happens: by e-mail, in a chat, or a program.</summary>
[ApiController]
[Route("api/notifications/channels")]
public sealed class NotificationsController(ISender sender) : ControllerBase
{
    [HttpGet(Name = "listChannels")]
    public async Task<ChannelList> List(CancellationToken cancellationToken) =>
        await sender.Send(new ListChannels(), cancellationToken);

    /// <summary>
    /// Adds a channel; a generic webhook's signing secret is answered this once. 422 names each wrong field, and
    /// smtp-not-configured, address-refused or webhook-name-not-found; 409 channel-name-taken, too-many-channels.
    /// </summary>
    [HttpPost(Name = "addChannel")]
    public async Task<ChannelAdded> Add(AddChannel request, CancellationToken cancellationToken) =>
        await sender.Send(request, cancellationToken);

    /// <summary>Changes a channel; a webhook's address that is left out stays. Errors as of adding one.</summary>
    [HttpPut("{id:guid}", Name = "changeChannel")]
    public async Task<ChannelView> Change(
        Guid id,
        ChannelChange change,
        CancellationToken cancellationToken
    ) =>
        await sender.Send(
            new ChangeChannel(id, change.Name, change.Recipients, change.Url, change.Events),
            cancellationToken
        );

    /// <summary>Deletes a channel with what it was still to be told of.</summary>
    [HttpDelete("{id:guid}", Name = "deleteChannel")]
    public async Task<ChannelDeleted> Delete(Guid id, CancellationToken cancellationToken) =>
        await sender.Send(new DeleteChannel(id), cancellationToken);

    /// <summary>
    /// Sends a test message and answers within 10 seconds. 422 says by its code why it was not taken: webhook-… or smtp-…,
    /// recipient-refused, address-refused.
    /// </summary>
    [HttpPost("{id:guid}/test", Name = "testChannel")]
    public async Task<ChannelView> Test(Guid id, CancellationToken cancellationToken) =>
        await sender.Send(new TestChannel(id), cancellationToken);

    /// <summary>Replaces a generic webhook's signing secret, and answers the new one this once. 409 channel-not-signed.</summary>
    [HttpPost("{id:guid}/signing-secret", Name = "renewSigningSecret")]
    public async Task<NewSigningSecret> Renew(Guid id, CancellationToken cancellationToken) =>
        await sender.Send(new RenewSigningSecret(id), cancellationToken);
}
